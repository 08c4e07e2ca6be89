"""Tabs of a network's space, and what networks show on the start page: only what one can act on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks import rules, selectors
from networks.enums import Role
from networks.models import CROWDED, Membership

MOST_CARDS = 12
"""Networks shown on the start page; nobody looks through more there, the list of networks has them all."""
MOST_PLACES = 10
"""Places and handovers named on the start page."""


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
        is_rare=True,
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
        is_rare=True,
        seen=_reads_report,
    ),
)


def _asks_mine(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"places": rules.memberships_of(user), "supervises": rules.supervised_counties(user)}


def my_networks(user: Any, _place: Any, found: Found) -> dict[str, Any] | None:
    """The networks of the reader."""
    editions = selectors.own_editions(user, limit=MOST_CARDS + 1) if found["places"] else []
    if not editions and not found["supervises"]:
        return None
    has_more = len(editions) > MOST_CARDS
    return {"editions": editions[:MOST_CARDS], "has_more": has_more, "supervises": found["supervises"]}


def _asks_invitations(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"invitations": selectors.open_invitations(user)}


def my_invitations(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """Invitations that wait for the reader's answer."""
    return {"invitations": selectors.invitations_for(user)}


def _asks_requests(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"requests": selectors.open_requests(user)}


def requests_to_decide(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """People who ask to join networks the reader steers."""
    return {"requests": selectors.requests_for(user)}


def _asks_reports(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"due": selectors.years_to_report(user), "to_decide": selectors.reports_to_decide(user)}


def reports_to_finish(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """Reports returned to the reader or due, and those that wait for the reader's decision."""
    return {
        "due": selectors.reports_due(user) if found["due"] else [],
        "to_decide": selectors.reports_to_decide(user)[: selectors.MOST_DUE] if found["to_decide"] else [],
    }


def requests_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """In the space: requests that wait, for those who steer."""
    if not standing.steers:
        return None
    requests = [one for one in selectors.requests_for(user) if one.edition_id == standing.edition_id]
    return {"requests": requests} if requests else None


def _asks_places(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"offers": selectors.offers_for(user), "handovers": selectors.handovers_for(user)}


def places_kept(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """Places kept for the reader, and networks the reader is asked to take over."""
    return {
        "offers": list(selectors.offers_for(user)[:MOST_PLACES]) if found["offers"] else [],
        "handovers": list(selectors.handovers_for(user)[:MOST_PLACES]) if found["handovers"] else [],
    }


def year_here(user: Any, standing: Membership) -> dict[str, Any] | None:
    """In the space: a handover that waits for the reader; for those who steer, a missing deputy and a crowd."""
    signals = selectors.signals(standing)
    steers = standing.steers and standing.edition.is_open
    alone = steers and not signals.has_deputy
    crowded = steers and standing.edition.is_crowded
    if not (signals.is_asked or alone or crowded):
        return None
    return {"asked": signals.is_asked, "alone": alone, "crowded": crowded, "most": CROWDED}


DESK.register("networks.places", Panel("networks.places", "networks/panels/places.html", places_kept, 15, _asks_places))
SPACE.register("networks.year", Panel("networks.year", "networks/panels/year.html", year_here, 4))
DESK.register("networks.mine", Panel("networks.mine", "networks/panels/mine.html", my_networks, 60, _asks_mine))
DESK.register(
    "networks.invitations",
    Panel("networks.invitations", "networks/panels/invitations.html", my_invitations, 20, _asks_invitations),
)
DESK.register(
    "networks.requests",
    Panel("networks.requests", "networks/panels/requests.html", requests_to_decide, 25, _asks_requests),
)
DESK.register(
    "networks.reports", Panel("networks.reports", "networks/panels/reports.html", reports_to_finish, 35, _asks_reports)
)
SPACE.register("networks.requests", Panel("networks.requests", "networks/panels/requests.html", requests_here, 5))
