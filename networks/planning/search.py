"""Points of plans can be found by the members of the network."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.planning import rules
from networks.planning.models import Point
from networks.planning.states import PlanState
from search.registry import Face, entry


def face(point: Point) -> Face | None:
    """What the index knows of a point; nothing while the plan is a draft."""
    plan = point.plan
    if not plan.is_shown:
        return None
    return Face(
        title=point.title,
        text="\n".join(part for part in (point.text, point.outcome, point.who) if part),
        url=f"{plan.get_absolute_url()}#punkt-{point.pk}",
        audience=[f"network:{plan.edition.network_id}"],
        dated_at=plan.updated_at,
        facets={"network": [plan.edition.network.title]},
    )


def among(user: Any) -> QuerySet[Point]:
    """Points `user` may read."""
    return Point.objects.filter(plan__in=rules.readable_plans(user)).exclude(plan__state=PlanState.DRAFT)


entry(
    "plan_point",
    label=_("points of plans"),
    model=Point,
    face=face,
    among=among,
    rows=lambda: Point.objects.select_related("plan__edition__network", "plan__edition__school_year"),
    icon="list-checks",
)
