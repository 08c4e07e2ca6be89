"""Kinds of notices about tasks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.assignments import rules
from notifications.registry import INBOX, MAIL, kind


def _reads(user: Any, task: Any) -> bool:
    return bool(rules.may_read(user, task))


GIVEN = kind("assignments.given", _("a task for me"), level=INBOX, reads=_reads, among=rules.readable_tasks)
CHANGED = kind(
    "assignments.changed",
    _("a change of my task's day, or a task withdrawn"),
    level=INBOX,
    reads=_reads,
    among=rules.readable_tasks,
)
REMINDED = kind("assignments.reminded", _("a reminder of my task"), asks=True, reads=_reads, among=rules.readable_tasks)
HANDED_IN = kind(
    "assignments.handed_in", _("something handed in to me"), level=INBOX, reads=_reads, among=rules.readable_tasks
)
DECIDED = kind(
    "assignments.decided", _("a decision about what I handed in"), level=MAIL, reads=_reads, among=rules.readable_tasks
)
MISSING = kind("assignments.missing", _("a task a week late"), level=INBOX, reads=_reads, among=rules.readable_tasks)
