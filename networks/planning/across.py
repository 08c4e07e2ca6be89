"""Plans over all networks of one person: what waits for a word, which points fall when (letters, calendars)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kit import clock
from networks import rules as hall
from networks.planning import registry
from networks.planning.enums import Light, PointKind
from networks.planning.models import Plan, Point, Remark
from networks.planning.states import FOLLOWED, PlanState
from networks.states import OPEN_STATES, EditionState
from provenance.selectors import results_of


def plans_to_answer(user: Any) -> list[Plan]:
    """Plans `user` steers with remarks nobody has answered yet; one query."""
    places = hall.memberships_of(user).filter(role__in=hall.STEERING, edition__state__in=OPEN_STATES)
    waiting = Remark.objects.filter(outcome="").exclude(author=user).values("plan")
    return list(
        Plan.objects.filter(edition__in=places.values("edition"), pk__in=waiting)
        .exclude(state=PlanState.COMPLETED)
        .select_related("edition__network")
        .order_by("pk")
    )


def points_between(user: Any, first: date, last: date) -> QuerySet[Point]:
    """Points of the adopted plans of one's own networks that touch the days between two of them."""
    places = hall.memberships_of(user).exclude(edition__state=EditionState.DRAFT)
    return (
        Point.objects.filter(
            plan__edition__in=places.values("edition"),
            plan__state__in=(*FOLLOWED, PlanState.COMPLETED),
            starts_on__lte=last,
            ends_on__gte=first,
        )
        .select_related("plan__edition__network")
        .order_by("ends_on", "pk")
    )


def points_ending(user: Any, start: datetime, end: datetime) -> list[Point]:
    """Joint tasks, activities and experts of one's plans whose last day lies between two moments, not done yet.

    Meetings are left out: they come by themselves once they are planned.
    """
    first, last = timezone.localdate(start), timezone.localdate(end)
    found = points_between(user, first, last).filter(ends_on__gte=first, ends_on__lte=last, done_at=None)
    return list(found.exclude(kind=PointKind.MEETING)[:30])


def embodied(points: Iterable[Point]) -> set[int]:
    """Points from which a meeting, a task or another thing with a course of its own was made."""
    numbers = [point.pk for point in points]
    made = [results_of("plan_point", numbers, result_kind=kind) for kind, _source in registry.FINISHED.items()]
    return {number for found in made for number in found} if numbers else set()


def lights_of(plan: Plan) -> Counter[Light]:
    """How many points of the plan are done, under way, late and ahead today; one query."""
    today = clock.today()
    return Counter(point.light_on(today) for point in plan.points.only("plan", "starts_on", "ends_on", "done_at"))
