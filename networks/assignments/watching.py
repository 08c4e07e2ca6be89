"""What of tasks needs attention today, for the county's board and the year's page; one query."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from kit import clock
from networks.assignments.models import Assignment
from networks.assignments.states import AssignmentState
from networks.attention import GENTLE, Attention, attention

LONG = timedelta(days=14)
"""A result that waits longer for a decision is worth a word."""


@attention("tasks")
def waiting(edition_ids: list[int]) -> dict[int, list[Attention]]:
    """Results nobody has decided about for two weeks."""
    rows = Assignment.objects.filter(
        task__edition__in=edition_ids, state=AssignmentState.HANDED_IN, handed_in_at__lt=clock.now() - LONG
    ).present()
    counted = rows.order_by().values_list("task__edition", "task__edition__network__slug").annotate(Count("pk"))
    found = {}
    for number, slug, count in counted:
        words = ngettext(
            "%(count)d result has waited for a decision for two weeks.",
            "%(count)d results have waited for a decision for two weeks.",
            count,
        )
        url = reverse("networks:card", kwargs={"slug": slug})
        found[number] = [Attention(words % {"count": count}, url, GENTLE)]
    return found
