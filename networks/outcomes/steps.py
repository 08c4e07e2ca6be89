"""An outcome in the chain of what was made from what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Membership
from networks.outcomes import faces, rules
from networks.outcomes.models import Outcome
from provenance.registry import Card, maker, thing


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of those outcomes whose file `user` may open, and of public ones."""
    wanted = list(pks)
    inside = rules.readable_outcomes(user).filter(pk__in=wanted).select_related("network")
    found = {one.pk: Card(title=one.title, url=one.get_absolute_url()) for one in inside}
    public = faces.addresses_of([pk for pk in wanted if pk not in found])
    titles = Outcome.objects.filter(pk__in=list(public)).values_list("pk", "title") if public else ()
    return {**found, **{pk: Card(title=title, url=public[pk]) for pk, title in titles}}


def _url(place: Membership) -> str:
    return reverse("outcomes:propose", kwargs={"slug": place.edition.network.slug})


def _offered(user: Any, place: Any) -> bool:
    return isinstance(place, Membership) and place.edition.is_open


thing("outcome", label=_("outcome"), icon="sparkles", cards=cards)
maker(
    "outcome",
    label=_("Propose it as an outcome for everybody"),
    icon="sparkles",
    sources=("task_result", "meeting", "plan_point", "resource", "need"),
    url=_url,
    offered=_offered,
    position=80,
)
