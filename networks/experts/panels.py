"""The tab of experts for those who steer a network, and the county's card on the start page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, TABS, Found, Panel, Tab
from networks.experts import selectors
from networks.models import Membership

SHOWN = 10


def _url(network: Any) -> str:
    return reverse("experts:list", kwargs={"slug": network.slug})


def _steers(standing: Membership) -> bool:
    return standing.steers


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"requests": selectors.waiting_for(user)}


def to_answer(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """Requests that wait for the county of the reader."""
    return {"requests": selectors.waiting_for(user)[:SHOWN]}


TABS.register(
    "experts",
    Tab(name="experts", label=_("Experts"), icon="user-star", url=_url, position=70, seen=_steers, is_rare=True),
)
DESK.register("experts.requests", Panel("experts.requests", "experts/panels/requests.html", to_answer, 28, _asks))
