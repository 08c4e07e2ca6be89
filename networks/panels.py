"""Tabs of a network's space, and what networks show on the start page: only what one can act on."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from kit.panels import DESK, SPACE, TABS, Panel, Tab
from networks import rules, selectors
from networks.enums import Role
from networks.models import CROWDED, Membership

MOST_CARDS = 12
"""Networks shown on the start page; nobody looks through more there, the list of networks has them all."""


def _address(name: str) -> Any:
    return lambda network: reverse(f"networks:{name}", kwargs={"slug": network.slug})


def _reads_report(standing: Membership) -> bool:
    return standing.role != Role.EXPERT


TABS.register(
    "space",
    Tab(
        name="space",
        label=pgettext_lazy("network", "Start"),
        icon="layout-dashboard",
        url=_address("space"),
        position=0,
    ),
)
TABS.register(
    "members",
    Tab(name="members", label=pgettext_lazy("network", "People"), icon="users", url=_address("members"), position=80),
)
TABS.register(
    "progress",
    Tab(
        name="progress",
        label=pgettext_lazy("of a network", "Progress"),
        icon="trending-up",
        url=_address("progress"),
        position=85,
        seen=lambda standing: standing.steers,
    ),
)
TABS.register(
    "report",
    Tab(
        name="report",
        label=pgettext_lazy("network", "Report"),
        icon="chart-column",
        url=_address("report"),
        position=90,
        seen=_reads_report,
    ),
)


def my_networks(user: Any, _place: Any) -> dict[str, Any] | None:
    """The networks of the reader."""
    editions = selectors.own_editions(user, limit=MOST_CARDS + 1)
    supervises = rules.supervises_any(user)
    if not editions and not supervises:
        return None
    return {"editions": editions[:MOST_CARDS], "has_more": len(editions) > MOST_CARDS, "supervises": supervises}


def my_invitations(user: Any, _place: Any) -> dict[str, Any] | None:
    """Invitations that wait for the reader's answer."""
    invitations = selectors.invitations_for(user)
    return {"invitations": invitations} if invitations else None


def requests_to_decide(user: Any, _place: Any) -> dict[str, Any] | None:
    """People who ask to join networks the reader steers."""
    requests = selectors.requests_for(user)
    return {"requests": requests} if requests else None


def reports_to_finish(user: Any, _place: Any) -> dict[str, Any] | None:
    """Reports returned to the reader or due, and those that wait for the reader's decision."""
    due, to_decide = selectors.reports_due(user), selectors.reports_to_decide(user)
    return {"due": due, "to_decide": to_decide} if due or to_decide else None


def requests_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """In the space: requests that wait, for those who steer."""
    if not standing.steers:
        return None
    requests = [one for one in selectors.requests_for(user) if one.edition_id == standing.edition_id]
    return {"requests": requests} if requests else None


def places_kept(user: Any, _place: Any) -> dict[str, Any] | None:
    """Places kept for the reader, and networks the reader is asked to take over."""
    offers, handovers = selectors.offers_for(user), selectors.handovers_for(user)
    return {"offers": offers, "handovers": handovers} if offers or handovers else None


def year_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """In the space: a handover that waits for the reader; for those who steer, a missing deputy and a crowd."""
    signals = selectors.signals(standing)
    steers = standing.steers and standing.edition.is_open
    alone = steers and not signals.has_deputy
    crowded = steers and standing.edition.is_crowded
    if not (signals.is_asked or alone or crowded):
        return None
    return {"asked": signals.is_asked, "alone": alone, "crowded": crowded, "most": CROWDED}


DESK.register("networks.places", Panel("networks.places", "networks/panels/places.html", places_kept, 15))
SPACE.register("networks.year", Panel("networks.year", "networks/panels/year.html", year_here, 4))
DESK.register("networks.mine", Panel("networks.mine", "networks/panels/mine.html", my_networks, position=60))
DESK.register(
    "networks.invitations", Panel("networks.invitations", "networks/panels/invitations.html", my_invitations, 20)
)
DESK.register("networks.requests", Panel("networks.requests", "networks/panels/requests.html", requests_to_decide, 25))
DESK.register("networks.reports", Panel("networks.reports", "networks/panels/reports.html", reports_to_finish, 35))
SPACE.register("networks.requests", Panel("networks.requests", "networks/panels/requests.html", requests_here, 5))
