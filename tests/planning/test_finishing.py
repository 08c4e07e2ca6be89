"""What was made from a point of the plan closes the point, so that nobody says the same thing twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock
from meetings import services as meetings
from networks.assignments import services as assignments
from networks.assignments.models import Assignment
from networks.planning import services
from provenance.registry import Reference


@pytest.fixture
def point(adopted: Any) -> Any:
    """The plan's first point."""
    return adopted.points.first()


@pytest.fixture
def meet(edition: Any, ada: Any, point: Any) -> Any:
    """A maker of meetings made from the point, which can be said to be held at once."""

    def make() -> Any:
        starts_at = clock.now() + timedelta(minutes=1)
        return meetings.plan(
            by=ada, edition=edition, title="Błąd jako informacja", kind="working", mode="online", starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1), agenda=[], made_from=Reference("plan_point", point.pk),
        )  # fmt: skip

    return make


def held(meeting: Any, by: Any) -> None:
    with clock.moved_to(meeting.ends_at + timedelta(minutes=5)):
        meetings.mark_held(by=by, meeting=meeting)


def test_a_held_meeting_closes_its_point(meet, point, ada, adopted):
    held(meet(), ada)
    point.refresh_from_db()
    adopted.refresh_from_db()
    assert (point.light, point.done_by, adopted.state) == ("done", ada, "in_progress")
    services.mark_undone(by=ada, point=point)
    point.refresh_from_db()
    assert point.done_at is None


def test_a_point_with_two_meetings_waits_for_the_second(meet, point, ada):
    first, second = meet(), meet()
    held(first, ada)
    point.refresh_from_db()
    assert point.done_at is None
    held(second, ada)
    point.refresh_from_db()
    assert point.light == "done"


def test_the_last_accepted_result_closes_the_point(edition, ada, ben, ewa, point):
    task = assignments.give(
        by=ada, edition=edition, title="Dwa zadania otwarte", due_at=clock.now() + timedelta(days=9),
        people=[ben, ewa], made_from=Reference("plan_point", point.pk),
    )  # fmt: skip
    for number, person in enumerate((ben, ewa)):
        part = Assignment.objects.get(task=task, user=person)
        assignments.accept(by=ada, assignment=assignments.hand_in(by=person, assignment=part, text="<p>Gotowe.</p>"))
        point.refresh_from_db()
        assert bool(point.done_at) == (number == 1)


def test_a_plan_not_yet_adopted_is_left_alone(edition, ada, draft):
    point = draft.points.first()
    meeting = meetings.plan(
        by=ada, edition=edition, title="Błąd jako informacja", kind="working", mode="online",
        starts_at=clock.now() + timedelta(minutes=1), ends_at=clock.now() + timedelta(hours=1), agenda=[],
        made_from=Reference("plan_point", point.pk),
    )  # fmt: skip
    held(meeting, ada)
    point.refresh_from_db()
    assert point.done_at is None
