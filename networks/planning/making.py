"""Points and goals of the plan on the chain: what they are made from, what they give (A13, D34)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Membership
from networks.planning import selectors
from provenance.registry import maker, thing

thing(
    "plan_point",
    label=_("point of the plan"),
    icon="list-checks",
    cards=selectors.point_cards,
    seed=selectors.point_seed,
)
thing("plan_goal", label=_("goal of the plan"), icon="target", cards=selectors.goal_cards)


def _steers(_user: Any, place: Any) -> bool:
    return isinstance(place, Membership) and place.steers and place.edition.is_open


def _address(name: str) -> Any:
    return lambda place: reverse(f"planning:{name}", kwargs={"slug": place.edition.network.slug})


maker(
    "plan_point",
    label=_("Add to the plan"),
    icon="circle-plus",
    sources=("need", "wish", "proposal", "question", "thread", "post", "decision", "meeting", "outcome"),
    url=_address("point_add"),
    offered=_steers,
    position=20,
)
maker(
    "plan_goal",
    label=_("Make it a goal of the plan"),
    icon="target",
    sources=("need", "proposal"),
    url=_address("goal_add"),
    offered=_steers,
    position=10,
)
