"""Tasks on the timeline of the network's year, and when a task made from a point of the plan is finished."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kit import clock
from networks.assignments.models import Assignment, Task
from networks.assignments.states import AssignmentState
from networks.planning.registry import FINISHED, MARKS, Mark


def marks(edition: Any, _user: Any) -> list[Mark]:
    """Tasks for all in the year; what one or two people promised is theirs. Every member may read them. One query."""
    now = clock.now()
    return [
        Mark(
            title=task.title,
            on=timezone.localdate(task.due_at),
            url=task.get_absolute_url(),
            label=_("task"),
            icon="list-checks",
            state="ahead" if task.due_at > now else "due",
            note=date_format(timezone.localtime(task.due_at), "j E Y"),
        )
        for task in Task.objects.filter(edition=edition, for_all=True, withdrawn_at=None)[:100]
    ]


def closed(pks: Iterable[int]) -> set[int]:
    """Which of these tasks are finished: something was accepted and nothing is open any more; one query."""
    mine = Assignment.objects.filter(task=OuterRef("pk"))
    open_ones = Assignment.objects.present().filter(task=OuterRef("pk")).exclude(state=AssignmentState.ACCEPTED)
    done = Task.objects.filter(Exists(mine.filter(state=AssignmentState.ACCEPTED)), pk__in=list(pks))
    return set(done.exclude(Exists(open_ones)).values_list("pk", flat=True))


MARKS.register("tasks", marks)
FINISHED.register("task", closed)
