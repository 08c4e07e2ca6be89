"""The school year as it is drawn."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.models import CalendarBreak, SchoolYear
from kit import clock
from networks.planning import registry
from networks.planning.models import Point
from networks.planning.registry import Mark
from networks.planning.timeline import year_of

YEAR = SchoolYear(starts_on=date(2026, 9, 1), ends_on=date(2027, 8, 31), second_semester_on=date(2027, 2, 1))
DAYS = st.dates(YEAR.starts_on, YEAR.ends_on)


def drawn(points=(), marks=(), breaks=(), today=date(2026, 10, 7)):
    return year_of(YEAR, list(points), list(marks), list(breaks), today)


def test_it_goes_from_september_to_august_in_days():
    year = drawn()
    assert [month.name for month in year.months][::11] == ["wrzesień", "sierpień"]
    assert (year.length, year.today) == (365, 36)
    assert sum(month.width for month in year.months) == 365
    assert [month.name for month in year.months if month.is_now] == ["październik"]


def test_everything_stands_in_the_month_in_which_it_begins():
    point = Point(pk=7, kind="task", title="Zadanie", starts_on=date(2027, 2, 10), ends_on=date(2027, 3, 2))
    mark = Mark("Spotkanie", date(2027, 2, 3), "/s/", "spotkanie", "sun", state="held")
    ferie = CalendarBreak(name="Ferie zimowe", starts_on=date(2027, 1, 18), ends_on=date(2027, 1, 31))
    year = drawn([point], [mark], [ferie])
    rows = {month.name: [row.title for row in month.rows] for month in year.months if month.rows}
    assert rows == {"styczeń": ["Ferie zimowe"], "luty": ["Spotkanie", "Zadanie"]}
    meeting, task = next(month for month in year.months if month.name == "luty").rows
    assert (meeting.state, meeting.state_label) == ("done", "odbyło się")
    assert (task.url, task.stretch.width) == ("#punkt-7", 21)


def test_a_day_outside_the_year_is_not_today():
    assert drawn(today=date(2027, 9, 1)).today is None


@given(DAYS, st.integers(0, 400))
def test_no_stretch_leaves_the_drawing(begins, length):
    point = Point(pk=1, kind="task", title="x", starts_on=begins, ends_on=begins + timedelta(days=length))
    [row] = [row for month in drawn([point]).months for row in month.rows]
    assert row.stretch.x >= 0
    assert row.stretch.width >= 1
    assert row.stretch.x + row.stretch.width <= 365


def test_meetings_are_on_the_timeline_and_say_when_they_are_held(edition, ada, days):
    from datetime import datetime, time

    from django.utils import timezone

    from meetings import services
    from meetings.models import Meeting

    moment = timezone.make_aware(datetime.combine(clock.today() + timedelta(days=1), time(16)))
    if not edition.school_year.holds(moment.date()):
        moment -= timedelta(days=2)
    meeting = services.plan(
        by=ada, edition=edition, agenda=[], title="Robocze", kind="working", mode="online",
        starts_at=moment, ends_at=moment + timedelta(hours=1),
    )  # fmt: skip
    [mark] = registry.marks(edition, ada)
    assert (mark.title, mark.url) == ("Robocze", meeting.get_absolute_url())
    assert registry.finished("meeting", [meeting.pk]) == set()
    Meeting.objects.update(state="held")
    assert registry.finished("meeting", [meeting.pk]) == {meeting.pk}
    assert registry.finished("nobody", [1]) == set()
