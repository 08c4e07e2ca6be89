"""What tasks add to the weekly letter: what I promised, what waits for my decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from networks.assignments import selectors
from networks.assignments.models import Assignment
from networks.assignments.states import WAITING
from notifications.registry import Line, section


def _line(one: Assignment) -> Line:
    until = _("until %(day)s") % {"day": date_format(localtime(one.task.due_at), "j E")}
    return Line(
        text=one.task.title,
        url=one.task.get_absolute_url(),
        note=f"{one.task.edition.network} · {until}",
        at=one.task.due_at,
    )


def waits(user: Any) -> list[Line]:
    """What the person is still to do, and what others handed in to the person."""
    mine = selectors.my_assignments(user).filter(state__in=WAITING).order_by("task__due_at", "pk")[:20]
    decide = [
        Line(
            text=_("To decide: %(title)s") % {"title": one.task.title},
            url=one.get_absolute_url(),
            note=f"{one.user} · {one.task.edition.network}",
        )
        for one in selectors.to_decide(user)[:20]
    ]
    return [*map(_line, mine), *decide]


def coming(user: Any, start: datetime, end: datetime) -> list[Line]:
    """What falls due between two moments."""
    rows = selectors.my_assignments(user).filter(state__in=WAITING, task__due_at__gte=start, task__due_at__lt=end)
    return [_line(one) for one in rows.order_by("task__due_at", "pk")[:30]]


section(
    "tasks",
    waits=waits,
    coming=coming,
    covers=("assignments.given", "assignments.reminded", "assignments.handed_in"),
)
