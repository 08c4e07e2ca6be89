"""The days by which one's tasks are due, for calendars and feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kit import ical
from networks.assignments import rules
from networks.assignments.models import Assignment


def dated(user: Any, start: datetime, end: datetime) -> list[ical.Dated]:
    """The person's own tasks due between two moments; one query."""
    mine = Assignment.objects.filter(user=user).values("task")
    tasks = rules.readable_tasks(user).filter(pk__in=mine, due_at__gte=start, due_at__lt=end)
    return [
        ical.Dated(
            entry=ical.Entry(
                uid=ical.uid("zadanie", task.pk),
                title=_("Task due: %(title)s") % {"title": task.title},
                starts=timezone.localdate(task.due_at),
                ends=timezone.localdate(task.due_at),
                changed_at=task.withdrawn_at or task.created_at,
                sequence=task.version - 1 + bool(task.withdrawn_at),
                url=settings.BASE_URL + task.get_absolute_url(),
                text=str(task.edition.network),
                is_cancelled=task.withdrawn_at is not None,
                is_busy=False,
            ),
            path=task.get_absolute_url(),
            icon="check",
            sort=_("task"),
            place=f"network-{task.edition.network_id}",
            place_label=str(task.edition.network),
        )
        for task in tasks.select_related("edition__network")[:300]
    ]


ical.source("tasks", dated)
