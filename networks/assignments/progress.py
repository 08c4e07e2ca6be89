"""Tasks on the page of progress: how many of mine are done, what waits for a decision, what is late."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kit import clock
from networks.assignments.models import Assignment
from networks.assignments.states import WAITING, AssignmentState
from networks.progress import Act, Figure, track


def figures(edition: Any, numbers: list[int]) -> dict[int, Figure]:
    """Tasks accepted of those given; one query."""
    rows = Assignment.objects.filter(task__edition=edition, task__withdrawn_at=None, user__in=numbers)
    done = Q(state=AssignmentState.ACCEPTED)
    counted = rows.order_by().values_list("user")
    counted = counted.annotate(done=Count("pk", filter=done), given=Count("pk"), last=Max("handed_in_at"))
    return {user: Figure(value, of, last_at) for user, value, of, last_at in counted}


def acts(edition: Any) -> list[Act]:
    """Results to decide about, and tasks whose day has passed; one query."""
    address = reverse("assignments:network_list", kwargs={"slug": edition.network.slug})
    late = Q(state__in=WAITING, task__due_at__lt=clock.now())
    counted = (
        Assignment.objects.filter(task__edition=edition)
        .present()
        .aggregate(decide=Count("pk", filter=Q(state=AssignmentState.HANDED_IN)), late=Count("pk", filter=late))
    )
    found = []
    if counted["decide"]:
        words = ngettext(
            "%(count)d result waits for a decision.", "%(count)d results wait for a decision.", counted["decide"]
        )
        found.append(Act(words % {"count": counted["decide"]}, f"{address}?widok=tablica", _("Decide"), 80))
    if counted["late"]:
        words = ngettext(
            "%(count)d result has not come in on time.", "%(count)d results have not come in on time.", counted["late"]
        )
        found.append(Act(words % {"count": counted["late"]}, f"{address}?polka=po-terminie", _("See whose"), 50))
    return found


def nudge(edition: Any, number: int) -> Act:
    """A task for one quiet person: something to be asked for."""
    address = reverse("assignments:give", kwargs={"slug": edition.network.slug})
    return Act("", f"{address}?dla={number}", _("Ask for something small"))


track("tasks", label=gettext_lazy("tasks done"), figures=figures, acts=acts, nudge=nudge, position=40)
