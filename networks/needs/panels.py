"""The tab of needs, and what waits for one on the start pages: only what one can act on."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import DESK, SPACE, TABS, Panel, Tab
from networks.models import Membership
from networks.needs import rules, selectors

TABS.register(
    "needs",
    Tab(
        name="needs",
        label=_("Needs and votes"),
        icon="vote",
        url=lambda network: reverse("needs:wishes", kwargs={"slug": network.slug}),
        position=15,
    ),
)


def on_desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """Votes in which one has not voted, needs that wait for the county coordinator, and the way to report one."""
    votes, waiting = selectors.votes_waiting(user), selectors.waiting_needs(user)
    reported = selectors.needs_reported_by(user)[:3]
    if not votes and not waiting and not reported and not selectors.is_new_reporter(user):
        return None
    return {"votes": votes, "waiting": waiting, "reported": reported}


def votes_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """Open votes of this network in which the reader has not voted."""
    if not rules.may_speak_as(standing):
        return None
    votes = [one for one in selectors.votes_waiting(user) if one.edition_id == standing.edition_id]
    return {"votes": votes} if votes else None


DESK.register("needs.voices", Panel("needs.voices", "needs/panels/desk.html", on_desk, position=45))
SPACE.register("needs.votes", Panel("needs.votes", "needs/panels/space.html", votes_here, position=8))
