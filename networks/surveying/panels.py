"""The tab of surveys, and those that wait for an answer on the start pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks.models import Membership
from networks.surveying import rules, selectors

SHOWN = 5

TABS.register(
    "surveying",
    Tab(
        name="surveying",
        label=_("Surveys"),
        icon="clipboard-list",
        url=lambda network: reverse("surveying:list", kwargs={"slug": network.slug}),
        position=16,
        is_rare=True,
    ),
)


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"open": rules.answerable_surveys(user)}


def on_desk(user: Any, _place: Any, _found: Found) -> dict[str, Any] | None:
    """Surveys of all one's networks that one has not answered."""
    waiting = selectors.waiting_for(user)[:SHOWN]
    return {"surveys": waiting} if waiting else None


def _asks_here(user: Any, standing: Membership) -> dict[str, QuerySet]:
    return {"open": rules.answerable_surveys(user).filter(edition=standing.edition_id)}


def here(user: Any, standing: Membership, _found: Found) -> dict[str, Any] | None:
    """Surveys of this network that one has not answered."""
    waiting = selectors.waiting_for(user, edition_id=standing.edition_id)[:SHOWN]
    return {"surveys": waiting} if waiting else None


DESK.register("surveying.waiting", Panel("surveying.waiting", "surveying/panels/desk.html", on_desk, 44, _asks))
SPACE.register("surveying.waiting", Panel("surveying.waiting", "surveying/panels/space.html", here, 7, _asks_here))
