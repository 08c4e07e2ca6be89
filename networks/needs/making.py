"""Needs, proposals and questions on the chain: what they give, and what they are made from (A13, D34)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Membership
from networks.needs import rules, selectors
from provenance.registry import THINGS, maker, thing

thing("need", label=_("reported need"), icon="hand", cards=selectors.need_cards, seed=selectors.need_seed)
thing("wish", label=_("need or offer of a member"), icon="gift", cards=selectors.wish_cards, seed=selectors.wish_seed)
thing("proposal", label=_("proposal"), icon="vote", cards=selectors.proposal_cards, seed=selectors.proposal_seed)
thing(
    "question",
    label=_("anonymous question"),
    icon="circle-help",
    cards=selectors.question_cards,
    seed=selectors.question_seed,
)
if "network" not in THINGS:
    thing("network", label=_("network"), icon="network", cards=selectors.network_cards)


def _speaks(_user: Any, place: Any) -> bool:
    return isinstance(place, Membership) and bool(rules.may_speak_as(place))


maker(
    "proposal",
    label=_("Put it to a vote"),
    icon="vote",
    sources=("wish", "question", "thread", "post"),
    url=lambda place: reverse("needs:propose", kwargs={"slug": place.edition.network.slug}),
    offered=_speaks,
    position=40,
)
