"""A task and its results in the chain of what was made from what, and who makes tasks of other things."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from networks.assignments import rules, selectors
from networks.assignments.models import Assignment
from networks.assignments.states import AssignmentState
from provenance.registry import Card, Seed, maker, thing

SOURCES = ("plan_point", "decision", "thread", "post", "meeting", "need", "proposal", "resource", "announcement")


def task_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of tasks; one query."""
    found = rules.readable_tasks(user).filter(pk__in=list(pks))
    return {
        task.pk: Card(
            title=task.title,
            url=task.get_absolute_url(),
            note=_("withdrawn")
            if task.withdrawn_at
            else _("until %(day)s") % {"day": date_format(localtime(task.due_at), "j E Y")},
        )
        for task in found
    }


def task_seed(user: Any, pk: int) -> Seed:
    """What something made of a task begins with."""
    task = selectors.task_for(user, pk)
    return Seed(title=task.title, text=task.description, edition_id=task.edition_id)


def result_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of results, for those who may see them; one query."""
    found = rules.seen_results(user).filter(pk__in=list(pks)).select_related("task", "user")
    return {
        one.pk: Card(title=f"{one.task.title} – {one.user}", url=one.get_absolute_url(), note=one.get_state_display())
        for one in found
        if one.state in (AssignmentState.HANDED_IN, AssignmentState.ACCEPTED)
    }


def result_seed(user: Any, pk: int) -> Seed:
    """What is made of a result begins with the task's title, the person's words, link and files."""
    one: Assignment = selectors.assignment_for(user, pk)
    return Seed(
        title=one.task.title,
        text=one.text,
        edition_id=one.task.edition_id,
        values={"link": one.link, "author": str(one.user), "files": [str(file.pk) for file in one.files.all()]},
    )


def _give(place: Any) -> str:
    return reverse("assignments:give", kwargs={"slug": place.edition.network.slug})


def _gives(_user: Any, place: Any) -> Any:
    return rules.may_give_as(place)


thing(
    "task",
    label=gettext_lazy("task"),
    icon="list-checks",
    cards=task_cards,
    seed=task_seed,
    page="assignments:task",
)
thing(
    "task_result",
    label=pgettext_lazy("of a task", "result"),
    icon="file-check",
    cards=result_cards,
    seed=result_seed,
)
maker("task", label=gettext_lazy("Make a task of it"), icon="list-plus", sources=SOURCES, url=_give, offered=_gives)
