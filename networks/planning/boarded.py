"""From the county's board to the plan of each network, once its members have seen it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.board import Way, ways
from networks.planning.models import Plan
from networks.planning.states import PlanState


def of_networks(numbers: list[int]) -> dict[int, list[Way]]:
    """A link to the plan that is shown; one query."""
    shown = Plan.objects.filter(edition__in=numbers, edition__is_current=True).exclude(state=PlanState.DRAFT)
    return {
        number: [Way(_("Plan"), reverse("planning:county", kwargs={"slug": slug}), "list-checks")]
        for number, slug in shown.values_list("edition", "edition__network__slug")
    }


ways("planning", of_networks=of_networks, position=10)
