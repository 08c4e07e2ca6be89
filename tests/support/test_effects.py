"""Effects by area tell of no single school: from three schools up, and only after the year (D89, SP-01)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Institution, SchoolYear
from directory.selectors import current_school_year
from kit.verdicts import Refused
from support import services
from support.counties.effects import counted, effects_of
from support.models import CountyYear, Diagnosis, Goal, GoalResult, Plan, Process, Step
from support.states import State

REACH = ("not", "partly", "reached", "beyond")


@pytest.fixture
def last_year(db: None) -> SchoolYear:
    """The school year before this one; it is over."""
    first = current_school_year().starts_on.year - 1
    return SchoolYear.objects.get_or_create(
        starts_on=date(first, 9, 1),
        defaults={"second_semester_on": date(first + 1, 2, 1), "ends_on": date(first + 1, 8, 31)},
    )[0]


def _closed(school: Any, number: int, year: SchoolYear, area: str, reached: str) -> None:
    """A school with a process of that area closed within the year, one goal assessed."""
    one = Institution.objects.get_or_create(
        rspo=970_000 + number, defaults={"name": f"Szkoła {number}", "type": school.type, "county": school.county}
    )[0]
    moment = timezone.make_aware(datetime.combine(year.starts_on + timedelta(days=20), datetime.min.time()))
    process = Process.objects.create(
        institution=one, school_year=year, title="Proces", state=State.CLOSED, starts_on=year.starts_on,
        ends_on=year.ends_on, county_agreed_at=moment, director_agreed_at=moment,
    )  # fmt: skip
    Diagnosis.objects.create(process=process, area=area)
    goal = Goal.objects.create(plan=Plan.objects.create(process=process), text="Cel", indicators="Wskaźnik")
    GoalResult.objects.create(goal=goal, attainment=reached, evidence="Obserwacje")
    Step.objects.create(process=process, source=State.ASSESSMENT, target=State.CLOSED, taken_at=moment)


def test_an_area_is_shown_from_three_schools_up(county, school, last_year):
    """Two schools of an area stay unseen however often they count; the third brings it out, spelling aside."""
    for number, area in enumerate(("Ocenianie", "ocenianie "), 1):
        _closed(school, number, last_year, area, "reached")
    _closed(school, 1, last_year, "Ocenianie", "not")  # the first school once more: still two schools
    effects = effects_of(county, last_year)
    assert (effects.is_over, effects.closed, effects.areas, effects.withheld) == (True, 2, [], True)
    _closed(school, 3, last_year, "OCENIANIE", "beyond")
    (area,) = effects_of(county, last_year).areas
    assert (area.name, area.schools, area.goals, area.reached_share) == ("Ocenianie", 3, 4, 75)


def test_nothing_is_summed_before_the_year_is_over(client, county, school, dov):
    """While the year lasts no sum is shown and no file given, or two visits would tell of the school in between."""
    year = current_school_year()
    for number in range(1, 6):
        _closed(school, number, year, "Ocenianie", "reached")
    effects = effects_of(county, year)
    assert (effects.is_over, effects.closed, effects.areas) == (False, 5, [])
    client.force_login(dov)
    where = {"county": county.slug, "year": year.starts_on.year}
    page = client.get(reverse("support:county_effects", kwargs=where))
    assert "Ocenianie" not in page.content.decode()
    for form in ("xlsx", "pdf", "docx"):
        assert client.get(reverse("support:county_effects_paper", kwargs=where | {"form": form})).status_code == 404


def test_the_county_sums_a_year_up_after_its_end_and_not_before(county, dov, foreign_county, last_year):
    """The county's own words about the year; another county's coordinator writes none (D89)."""
    with pytest.raises(Refused):
        services.sum_up(by=dov, county=county, year=current_school_year(), version=1, summary="Za wcześnie")
    with pytest.raises(Refused):
        services.sum_up(by=foreign_county, county=county, year=last_year, version=1, summary="Nie moje")
    assert not CountyYear.objects.exclude(summary="").exists()
    assert (
        services.sum_up(by=dov, county=county, year=last_year, version=1, summary=" Dobry rok ").summary == "Dobry rok"
    )
    with pytest.raises(Refused):
        services.sum_up(by=dov, county=county, year=last_year, version=1, summary="Stara wersja")


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(1, 6), st.sampled_from(REACH)), max_size=40))
def test_no_sum_ever_stands_for_fewer_than_three_schools(results: list[tuple[str, int, str]]) -> None:
    """Whatever schools did: each sum shown is of three or more, exactly theirs, and what is missing is said."""
    areas, withheld = counted(results)
    schools: dict[str, set[int]] = defaultdict(set)
    for area, school, _reached in results:
        schools[area].add(school)
    large = {area for area, who in schools.items() if len(who) >= 3}
    rest = {school for area, who in schools.items() if area not in large for school in who}
    assert all(area.schools >= 3 for area in areas)
    assert {area.name for area in areas} >= large
    assert len(areas) == len(large) + (len(rest) >= 3)
    assert withheld == (0 < len(rest) < 3)
    shown = sum(area.goals for area in areas)
    assert shown == sum(area in large or len(rest) >= 3 for area, _school, _reached in results)
