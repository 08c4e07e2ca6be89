"""What the plan says in the annual report: points done, under way and late (D34, domain 4.2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kit import clock
from networks.planning import selectors
from networks.planning.enums import Light
from networks.planning.models import Goal, Point
from networks.planning.states import PlanState
from networks.reporting import Chart, Figure, asked_once, chapter

ADOPTED_BY_MONTH = (11, 12, 1, 2, 3, 4, 5, 6)
"""By November a network should work by an adopted plan; shown to the county, never enforced."""


@asked_once
def _points(edition: Any) -> list[tuple[Light, Point]]:
    today = clock.today()
    points = Point.objects.filter(plan__edition=edition).exclude(plan__state=PlanState.DRAFT)
    return [(point.light_on(today), point) for point in points]


@asked_once
def _goals(edition: Any) -> tuple[int, int]:
    """Goals of the plan, and those all of whose points are done; a goal without a point is not reached."""
    goals = Goal.objects.filter(plan__edition=edition).exclude(plan__state=PlanState.DRAFT)
    lights: dict[int, set[bool]] = {number: set() for number in goals.values_list("pk", flat=True)}
    for light, point in _points(edition):
        if point.goal_id in lights:
            lights[point.goal_id].add(light == Light.DONE)
    return len(lights), sum(found == {True} for found in lights.values())


def figures(edition: Any) -> list[Figure]:
    """Goals, and points of the plan by what became of them; each number leads to the plan."""
    address = selectors.plan_address(edition.network.slug)
    goals, reached = _goals(edition)
    lights = [light for light, _point in _points(edition)]
    return [
        Figure("plan_points", _("points of the plan"), len(lights), address),
        Figure("plan_done", _("points done"), lights.count(Light.DONE), address),
        Figure("plan_due", _("points under way"), lights.count(Light.DUE), address),
        Figure("plan_late", _("points late or not done"), lights.count(Light.LATE), address),
        Figure("plan_goals", _("goals of the plan"), goals, address),
        Figure("plan_reached", _("goals whose points are all done"), reached, address),
    ]


def sentences(edition: Any) -> list[str]:
    """Draft sentences made from the same rows."""
    points = _points(edition)
    if not points:
        return [_("The network has no plan that members have seen.")]
    done = [point.title for light, point in points if light == Light.DONE]
    lines = [
        ngettext(
            "%(done)d of %(count)d point of the plan was carried out.",
            "%(done)d of %(count)d points of the plan were carried out.",
            len(points),
        )
        % {"done": len(done), "count": len(points)}
    ]
    if done:
        lines.append(_("Carried out: %(titles)s.") % {"titles": "; ".join(done)})
    late = [point.title for light, point in points if light == Light.LATE]
    if late:
        lines.append(_("Not carried out in time: %(titles)s.") % {"titles": "; ".join(late)})
    return lines


def charts(edition: Any) -> list[Chart]:
    """Points by what became of them."""
    lights = [light for light, _point in _points(edition)]
    rows = [(light.label, lights.count(light)) for light in Light]
    return [Chart("plan_points", _("Points of the plan by what became of them"), rows)]


def overview(edition_ids: list[int]) -> dict[int, list[Figure]]:
    """Points done, for the county's table, with what to look at."""
    found = selectors.progress(edition_ids)
    return {
        number: [Figure("plan_done", _("points of the plan done"), one["done"], warning=_warning(one))]
        for number, one in ((number, found.get(number)) for number in edition_ids)
        for one in [one or {"state": "", "done": 0, "late": 0, "all": 0}]
    }


def _warning(one: dict[str, Any]) -> str:
    if one["state"] in (PlanState.ADOPTED, PlanState.IN_PROGRESS):
        if not one["late"]:
            return ""
        return ngettext("%(count)d point of the plan is late", "%(count)d points of the plan are late", one["late"]) % {
            "count": one["late"]
        }
    if one["state"] != PlanState.COMPLETED and clock.today().month in ADOPTED_BY_MONTH:
        return _("The plan is not adopted")
    return ""


chapter(
    "plan",
    title=gettext_lazy("The plan and how far it was carried out"),
    figures=figures,
    sentences=sentences,
    charts=charts,
    position=28,
    overview=overview,
)
