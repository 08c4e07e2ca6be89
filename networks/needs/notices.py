"""Kinds of notices of needs, proposals and questions."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.needs import rules
from networks.needs.models import Need
from notifications.registry import kind


def _reads_need(user: Any, need: Need) -> bool:
    return bool(rules.may_read_need(user, need))


def _sees(user: Any, thing: Any) -> bool:
    return bool(rules.may_see(user, thing))


REPORTED = kind("needs.reported", _("a school or a person of my county reports a need"), reads=_reads_need, asks=True)
DECIDED = kind("needs.decided", _("the answer to a need I reported"), reads=_reads_need)
MATCHED = kind("needs.matched", _("somebody offers what I look for, or looks for what I offer"), reads=_sees)
PROPOSED = kind("needs.proposed", _("a new vote or idea in my network"), reads=_sees)
CLOSED = kind("needs.closed", _("the result of a vote in my network"), reads=_sees)
ASKED = kind("needs.asked", _("an anonymous question to my network"), reads=_sees)
