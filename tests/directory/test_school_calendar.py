"""The school calendar: what is reckoned equals what was announced, and days are asked of one voivodeship."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import school_calendar
from directory.models import CalendarBreak
from directory.selectors import break_on, breaks_between, next_working_day, school_year_for


def test_the_calendar_of_2025_2026_as_the_ministry_announced_it():
    assert school_calendar.christmas(2025) == (date(2025, 12, 22), date(2025, 12, 31))
    assert school_calendar.spring(2026) == (date(2026, 4, 2), date(2026, 4, 7))
    assert school_calendar.last_lessons_on(2025) == date(2026, 6, 26)
    assert school_calendar.last_lessons_on(2026) == date(2027, 6, 25)


def test_holidays_by_law():
    free = school_calendar.holidays(2026)
    assert {date(2026, 4, 6), date(2026, 5, 24), date(2026, 6, 4), date(2026, 12, 24)} <= free
    assert date(2024, 12, 24) not in school_calendar.holidays(2024)


@pytest.mark.django_db
def test_winter_breaks_belong_to_voivodeships(voivodeship):
    school_year_for(date(2026, 10, 1))
    assert break_on(date(2027, 2, 3), "14").name == "ferie zimowe"
    assert break_on(date(2027, 2, 3), "02") is None
    assert break_on(date(2027, 2, 3)) is None
    assert break_on(date(2026, 12, 28)).name == "zimowa przerwa świąteczna"
    assert [one.name for one in breaks_between(date(2027, 1, 1), date(2027, 4, 1), "14")] == [
        "ferie zimowe",
        "wiosenna przerwa świąteczna",
    ]


@pytest.mark.django_db
def test_a_year_asked_twice_has_its_breaks_once_and_keeps_what_editors_changed(voivodeship):
    school_year_for(date(2026, 10, 1))
    many = CalendarBreak.objects.count()
    CalendarBreak.objects.filter(name="wakacje").update(name="lato")
    school_year_for(date(2027, 3, 1))
    assert CalendarBreak.objects.count() == many
    assert CalendarBreak.objects.filter(name="lato").exists()


@pytest.mark.django_db
def test_after_a_friday_before_a_break_comes_the_monday_after_it(voivodeship):
    school_year_for(date(2026, 10, 1))
    assert next_working_day(date(2027, 1, 30), "14") == date(2027, 2, 15)
    assert next_working_day(date(2027, 1, 29), "14") == date(2027, 1, 29)
    assert next_working_day(date(2026, 11, 11), "14") == date(2026, 11, 12)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_breaks_of_a_year_lie_in_it_and_do_not_meet(day):
    year = day.year
    found = sorted((first, last) for name, first, last, code in school_calendar.breaks_of(year) if code is None)
    assert all(date(year, 9, 1) <= first <= last <= date(year + 1, 8, 31) for first, last in found)
    assert all(before[1] < after[0] for before, after in itertools.pairwise(found))
    assert school_calendar.last_lessons_on(year) + timedelta(days=1) == found[-1][0]
