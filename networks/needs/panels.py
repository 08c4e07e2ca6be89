"""The tab of needs, and what waits for one on the start pages: only what one can act on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks.models import Membership
from networks.needs import rules, selectors

SHOWN = 5

TABS.register(
    "needs",
    Tab(
        name="needs",
        label=_("Needs and votes"),
        icon="vote",
        url=lambda network: reverse("needs:wishes", kwargs={"slug": network.slug}),
        position=15,
        is_rare=True,
    ),
)


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {
        "votes": selectors.votes_waiting(user),
        "waiting": selectors.waiting_needs(user),
        "reported": selectors.needs_under_way(user),
    }


def on_desk(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """Votes in which one has not voted, needs that wait for the county coordinator, what came of one's own."""
    return {
        "votes": selectors.votes_waiting(user)[:SHOWN] if found["votes"] else [],
        "waiting": selectors.waiting_needs(user).count() if found["waiting"] else 0,
        "reported": selectors.needs_under_way(user)[:SHOWN] if found["reported"] else [],
    }


def votes_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """Open votes of this network in which the reader has not voted."""
    if not rules.may_speak_as(standing):
        return None
    votes = list(selectors.votes_waiting(user).filter(edition=standing.edition_id)[:SHOWN])
    return {"votes": votes} if votes else None


DESK.register("needs.voices", Panel("needs.voices", "needs/panels/desk.html", on_desk, 45, _asks))
SPACE.register("needs.votes", Panel("needs.votes", "needs/panels/space.html", votes_here, position=8))
