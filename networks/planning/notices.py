"""Kinds of notices of the plan."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.planning import rules
from networks.planning.models import Plan, Remark
from notifications.registry import kind


def _reads(user: Any, plan: Plan) -> bool:
    return bool(rules.may_read_plan(user, plan))


def _reads_remark(user: Any, remark: Remark) -> bool:
    return bool(rules.may_read_plan(user, remark.plan))


CONSULTED = kind("planning.consulted", _("the plan of a network waits for my remarks"), asks=True, reads=_reads)
ADOPTED = kind("planning.adopted", _("the plan of a network is adopted"), reads=_reads)
CHANGED = kind("planning.changed", _("the plan of a network changes"), reads=_reads)
REMARKED = kind("planning.remarked", _("a remark on the plan of a network I coordinate"), reads=_reads_remark)
ANSWERED = kind("planning.answered", _("the answer to my remark on a plan"), reads=_reads_remark)
