"""From the county's board to the needs reported to the county, and to those a network answers."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.board import Way, ways
from networks.models import Edition
from networks.needs import rules
from networks.needs.models import Need
from networks.needs.states import WAITING


def of_county(user: Any, county: Any) -> list[Way]:
    """The county's list, with how many needs wait; one query."""
    waiting = rules.decidable_needs(user).filter(county=county, state__in=WAITING).count()
    return [Way(_("Reported needs"), reverse("needs:county"), "hand", waiting)]


def of_networks(numbers: list[int]) -> dict[int, list[Way]]:
    """How many reported needs a network answers; two queries."""
    networks = dict(Edition.objects.filter(pk__in=numbers).values_list("network", "pk"))
    counted = Need.objects.filter(network__in=networks).order_by().values_list("network").annotate(Count("pk"))
    return {
        networks[network]: [
            Way(_("Needs it answers"), f"{reverse('needs:county')}?stan=network&siec={network}", "hand", n)
        ]
        for network, n in counted
    }


ways("needs", of_county=of_county, of_networks=of_networks, position=20)
