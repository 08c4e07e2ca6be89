"""What tasks say in the annual report, and in the county's table: counted from rows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit import clock
from networks.assignments.models import Assignment, Task
from networks.assignments.states import WAITING, AssignmentState
from networks.reporting import Figure, asked_once, by_month, chapter


@asked_once
def counts(edition: Any) -> dict[str, int]:
    """Tasks given in the year, and what came of them; one query."""
    accepted = Q(assignments__state=AssignmentState.ACCEPTED)
    return Task.objects.filter(edition=edition, withdrawn_at=None).aggregate(
        tasks=Count("pk", distinct=True),
        given=Count("assignments"),
        accepted=Count("assignments", filter=accepted),
        people=Count("assignments__user", filter=accepted, distinct=True),
    )


def figures(edition: Any) -> list[Figure]:
    """The numbers with a link to the tasks."""
    found = counts(edition)
    url = reverse("assignments:network_list", kwargs={"slug": edition.network.slug})
    return [
        Figure("tasks_given", _("tasks given"), found["tasks"], url),
        Figure("tasks_accepted", _("results accepted"), found["accepted"], url),
        Figure("tasks_people", _("people whose results were accepted"), found["people"], url),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences; nothing is said where no task was given."""
    found = counts(edition)
    if not found["tasks"]:
        return []
    given = ngettext(
        "%(tasks)d task was carried out together.", "%(tasks)d tasks were carried out together.", found["tasks"]
    )
    accepted = ngettext("%(accepted)d result was accepted", "%(accepted)d results were accepted", found["accepted"])
    people = ngettext("from %(people)d person", "from %(people)d people", found["people"])
    lines = [given % found]
    if found["accepted"]:
        lines.append(f"{accepted % found} {people % found}.")
    return lines


def months(edition: Any) -> QuerySet[Any]:
    """Results by the month in which they were accepted."""
    rows = Assignment.objects.filter(task__edition=edition, task__withdrawn_at=None, state=AssignmentState.ACCEPTED)
    return by_month(rows, "decided_at")


def overview(edition_ids: list[int]) -> dict[int, list[Figure]]:
    """For the county's table: open tasks, and how many parts of them are late; two queries."""
    now = clock.now()
    tasks = Task.objects.filter(edition__in=edition_ids, withdrawn_at=None)
    given = dict(tasks.order_by().values_list("edition").annotate(Count("pk")))
    rows = Assignment.objects.filter(task__in=tasks.filter(due_at__lt=now), state__in=WAITING).present()
    late: dict[int, int] = defaultdict(int, rows.order_by().values_list("task__edition").annotate(Count("pk")))
    found = {}
    for number, count in given.items():
        words = ngettext("%(count)d result is late", "%(count)d results are late", late[number])
        warning = words % {"count": late[number]} if late[number] else ""
        found[number] = [Figure("tasks", _("tasks"), count, warning=warning)]
    return found


chapter(
    "tasks",
    title=_("Tasks"),
    figures=figures,
    sentences=sentences,
    overview=overview,
    months=months,
    position=55,
)
