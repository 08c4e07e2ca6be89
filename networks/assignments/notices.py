"""Kinds of notices about tasks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.assignments import rules
from notifications.registry import LETTER, MAIL, kind


def _reads(user: Any, task: Any) -> bool:
    return bool(rules.may_read(user, task))


_COMMON: dict[str, Any] = {"reads": _reads, "among": rules.readable_tasks}

GIVEN = kind("assignments.given", _("a task for me"), level=LETTER, asks=True, **_COMMON)
CHANGED = kind("assignments.changed", _("a change of my task's day, or a task withdrawn"), level=LETTER, **_COMMON)
REMINDED = kind("assignments.reminded", _("a reminder of my task"), level=LETTER, asks=True, **_COMMON)
HANDED_IN = kind("assignments.handed_in", _("something handed in to me"), level=LETTER, asks=True, **_COMMON)
DECIDED = kind("assignments.decided", _("a decision about what I handed in"), level=MAIL, **_COMMON)
MISSING = kind("assignments.missing", _("a task a week late"), level=LETTER, asks=True, **_COMMON)
