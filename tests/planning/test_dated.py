"""Points of adopted plans on calendars and in feeds."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.calendars import selectors as calendars
from networks.planning import services
from networks.planning.dated import dated
from networks.planning.models import Plan, Point
from provenance.registry import Reference
from provenance.services import record


@pytest.fixture
def whole_year(school_year: Any) -> Any:
    """The year's first and last moment."""
    begin, end = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (school_year.starts_on, school_year.ends_on)
    )
    return begin, end


def titles(user: Any, span: Any) -> list[str]:
    return [one.entry.title for one in dated(user, *span)]


def test_only_an_adopted_plan_of_ones_own_network_stands_there(consulted, ada, ben, cleo, nina, whole_year):
    assert titles(ben, whole_year) == []
    services.adopt(by=ada, plan=consulted, adopted_on=timezone.localdate(), words="")
    assert titles(ben, whole_year) == ["W planie: Błąd jako informacja", "W planie – do dziś: Dwa zadania otwarte"]
    assert titles(cleo, whole_year) == titles(nina, whole_year) == []


def test_what_lasts_long_stands_on_its_last_day_and_a_mere_month_nowhere(adopted, ada, ben, edition, days, whole_year):
    [long] = [one for one in dated(ben, *whole_year) if "Dwa zadania" in one.entry.title]
    assert (long.entry.starts, long.entry.ends) == (days(150), days(150))
    services.add_point(
        by=ada, edition=edition, kind="between", title="Październik", starts_on=days(30), ends_on=days(60),
        whole_months=True, why="Nowe",
    )  # fmt: skip
    assert not any("Październik" in title for title in titles(ben, whole_year))


def test_a_meeting_of_the_plan_gives_way_to_the_meeting_itself(adopted, ada, ben, edition, whole_year, days):
    from meetings import services as meetings

    point = Point.objects.get(title="Błąd jako informacja")
    [before] = [one for one in dated(ben, *whole_year) if one.path.endswith(f"#punkt-{point.pk}")]
    assert not before.in_feed
    starts = timezone.make_aware(datetime.combine(days(70), time(16)))
    meeting = meetings.plan(
        by=ada, edition=edition, agenda=[], title=point.title, kind="working", mode="online", starts_at=starts,
        ends_at=starts + timedelta(hours=2),
    )  # fmt: skip
    record(by=ada, source=Reference("plan_point", point.pk), result=Reference("meeting", meeting.pk))
    assert titles(ben, whole_year) == ["W planie – do dziś: Dwa zadania otwarte"]
    shown = [one.entry.title for one in calendars.dated(ben, *whole_year)]
    assert shown.count(point.title) == 1


def test_a_change_raises_the_sequence_and_keeps_the_identity(adopted, ada, ben, whole_year, days):
    def entry():
        [one] = [one.entry for one in dated(ben, *whole_year) if "Dwa zadania" in one.entry.title]
        return one

    first = entry()
    services.change_point(
        by=ada, point=Point.objects.get(title="Dwa zadania otwarte"), why="Ferie", kind="task",
        title="Dwa zadania otwarte", starts_on=days(100), ends_on=days(160),
    )  # fmt: skip
    second = entry()
    assert first.uid == second.uid
    assert second.sequence > first.sequence
    assert second.starts == days(160)


@pytest.mark.parametrize("many", [5, 60])
def test_it_asks_as_often_for_many_points(adopted, ben, whole_year, days, many):
    plan = Plan.objects.get(pk=adopted.pk)
    Point.objects.bulk_create(
        Point(plan=plan, kind="meeting", title=f"P{n}", starts_on=days(n), ends_on=days(n)) for n in range(many)
    )
    with CaptureQueriesContext(
        connection,
    ) as counted:
        dated(ben, *whole_year)
    assert len(counted) <= 4
