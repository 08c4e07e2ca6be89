"""Kinds of notices about experts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.experts import rules
from networks.experts.models import ExpertRequest
from notifications.registry import kind


def _reads(user: Any, request: ExpertRequest) -> bool:
    return bool(rules.may_read_request(user, request))


ASKED = kind("experts.asked", _("a network of my county asks for an expert"), asks=True, reads=_reads)
ANSWERED = kind("experts.answered", _("the answer to a request for an expert"), reads=_reads)
FINISHED = kind("experts.finished", _("an expert's work is done or evaluated"), reads=_reads)
