"""A request for an expert in the chain of what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.experts import rules, selectors
from networks.models import Membership
from provenance.registry import Card, Seed, maker, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of those requests `user` may read; one query."""
    found = rules.readable_requests(user).filter(pk__in=list(pks))
    return {
        asked.pk: Card(title=asked.theme, url=asked.get_absolute_url(), note=str(asked.get_state_display()))
        for asked in found
    }


def seed(user: Any, pk: int) -> Seed:
    """What something made from a request begins with. Raises NotThere."""
    asked = selectors.request_for(user, pk)
    return Seed(title=asked.theme, text=asked.needs, edition_id=asked.edition_id)


def _url(place: Membership) -> str:
    return reverse("experts:ask", kwargs={"slug": place.edition.network.slug})


def _offered(user: Any, place: Any) -> bool:
    return isinstance(place, Membership) and bool(rules.may_ask_as(place))


thing("expert_request", label=_("Request for an expert"), icon="user-star", cards=cards, seed=seed)
maker(
    "expert_request",
    label=_("Ask the county for an expert"),
    icon="user-star",
    sources=("plan_point",),
    url=_url,
    offered=_offered,
    position=60,
)
