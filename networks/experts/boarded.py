"""From the county's board to requests for experts, and to the register."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.board import Way, ways
from networks.experts.models import ExpertRequest
from networks.experts.states import WAITING


def of_county(_user: Any, county: Any) -> list[Way]:
    """Requests, with how many wait, and the register; one query."""
    waiting = ExpertRequest.objects.filter(county=county, state__in=WAITING).count()
    return [
        Way(_("Requests for experts"), reverse("experts:county"), "user-star", waiting),
        Way(_("Register of experts"), reverse("experts:register"), "contact"),
    ]


ways("experts", of_county=of_county, position=30)
