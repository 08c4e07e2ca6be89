"""The plan's tab, its panel in the space and its cards on the start page: only what one can act on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks.models import Membership
from networks.planning import rules, selectors
from networks.planning.models import Point
from networks.planning.spoken import span

SHOWN = 12

TABS.register(
    "plan",
    Tab(
        name="plan",
        label=_("Plan"),
        icon="list-checks",
        url=lambda network: selectors.plan_address(network.slug),
        position=10,
    ),
)


def _row(point: Point, today: date) -> dict[str, Any]:
    time = span(point.starts_on, point.ends_on, point.whole_months)
    return {"point": point, "light": point.light_on(today), "time": time}


def plan_in_space(user: Any, standing: Membership) -> dict[str, Any] | None:
    """What of the plan comes next; what is late, for those who steer; a consultation under way."""
    plan = selectors.plan_of(standing.edition)
    steers = standing.steers
    if plan.pk is None or not rules.may_read_plan_as(standing, plan):
        return {"begin": True} if steers and standing.edition.is_open else None
    today = clock.today()
    points = [_row(point, today) for point in selectors.next_points(plan)]
    late = [point for point in selectors.points_to_follow(user, plan.edition_id)[:SHOWN] if point.ends_on < today]
    if not points and not late and plan.state != "consulted":
        return None
    return {"plan": plan, "points": points, "late": late if steers else [], "consulted": plan.state == "consulted"}


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"plans": selectors.plans_to_consult(user), "points": selectors.points_to_follow(user)}


def on_desk(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """Plans that wait for the reader's word, and points the reader should close or move."""
    today = clock.today()
    points = selectors.points_to_follow(user)[:SHOWN] if found["points"] else []
    return {
        "plans": selectors.plans_to_consult(user)[:SHOWN] if found["plans"] else [],
        "points": [_row(point, today) for point in points],
    }


SPACE.register("planning.plan", Panel("planning.plan", "planning/panels/space.html", plan_in_space, position=12))
DESK.register("planning.plan", Panel("planning.plan", "planning/panels/desk.html", on_desk, 30, _asks))
