"""Effects of support by area, from three schools up (D89, D92, D114); never one school's results."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.folding import words
from directory.models import County, SchoolYear
from support.counties import rules
from support.enums import Attainment
from support.models import GoalResult, Step
from support.states import State


@dataclass
class Area:
    """One area: how many schools worked in it, and how far their goals were reached."""

    name: str
    schools: int
    counts: dict[str, int]

    @property
    def goals(self) -> int:
        """All goals of the area."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[tuple[str, int]]:
        """(how far, how many) in the scale's order."""
        return [(str(step.label), self.counts.get(step, 0)) for step in Attainment]

    @property
    def reached_share(self) -> int:
        """The percentage of goals reached or surpassed."""
        good = self.counts.get(Attainment.REACHED, 0) + self.counts.get(Attainment.BEYOND, 0)
        return round(100 * good / self.goals) if self.goals else 0


@dataclass
class Effects:
    """The effects of a school year; `areas` is empty until the year is over."""

    is_over: bool
    closed: int
    areas: list[Area]
    withheld: bool


def closed_in(county: County, year: SchoolYear) -> QuerySet[Step]:
    """The closings of the county's processes on the days of the year, whenever those had begun."""
    zone = timezone.get_current_timezone()
    first = datetime.combine(year.starts_on, time.min, tzinfo=zone)
    last = datetime.combine(year.ends_on, time.max, tzinfo=zone)
    return Step.objects.filter(
        process__institution__county=county, target=State.CLOSED, taken_at__gte=first, taken_at__lte=last
    )


def effects_of(county: County, year: SchoolYear) -> Effects:
    """The year's effects, shown once the year is over; two queries.

    A process counts in the year in which it was closed, and a closed one never changes: the sums stay what they are,
    so that comparing two visits tells nothing of the school that came between. For the same reason there is no sum of
    several years, nor of all areas.
    """
    closings = closed_in(county, year)
    closed = closings.values("process__institution").distinct().count()
    if not rules.is_over(year):
        return Effects(is_over=False, closed=closed, areas=[], withheld=False)
    found = GoalResult.objects.filter(goal__plan__process__in=closings.values("process")).order_by("pk")
    names = ("goal__plan__process__diagnosis__area", "goal__plan__process__institution", "attainment")
    areas, withheld = counted(found.values_list(*names))
    return Effects(is_over=True, closed=closed, areas=areas, withheld=withheld)


def counted(results: Iterable[tuple[str | None, int, str]]) -> tuple[list[Area], bool]:
    """(area, school, how far) of each goal summed by area, and whether anything is withheld.

    Areas of fewer than FEWEST_SCHOOLS schools are put together without their names, and shown only if all of them
    together come from that many.
    """
    groups: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for area, school, reached in results:
        name = " ".join((area or "").split())
        groups[" ".join(words(name))].append((name, school, reached))
    large = [rows for rows in groups.values() if _schools(rows) >= rules.FEWEST_SCHOOLS]
    small = [row for rows in groups.values() if _schools(rows) < rules.FEWEST_SCHOOLS for row in rows]
    areas = sorted((_area(rows[0][0], rows) for rows in large), key=lambda area: (-area.schools, area.name))
    if _schools(small) >= rules.FEWEST_SCHOOLS:
        return [*areas, _area(_("other areas"), small)], False
    return areas, bool(small)


def _schools(rows: list[tuple[str, int, str]]) -> int:
    return len({school for _name, school, _reached in rows})


def _area(name: str, rows: list[tuple[str, int, str]]) -> Area:
    return Area(name, _schools(rows), dict(Counter(reached for _name, _school, reached in rows)))
