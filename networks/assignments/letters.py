"""Open tasks in the weekly letter, those due first, first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kit import clock
from networks.assignments import rules
from notifications.registry import Line, section

AHEAD = timedelta(days=14)


def waits(user: Any) -> list[Line]:
    """The person's open tasks that are late or due within two weeks."""
    mine = rules.open_for(user).filter(task__due_at__lt=clock.now() + AHEAD).select_related("task__edition__network")
    return [
        Line(
            text=_("Task due: %(title)s") % {"title": one.task.title},
            url=one.task.get_absolute_url(),
            note=f"{one.task.edition.network} · {date_format(localtime(one.task.due_at), 'j E Y')}",
            at=one.task.due_at,
        )
        for one in mine.order_by("task__due_at")[:30]
    ]


section("assignments", waits=waits, covers=("assignments.reminded",))
