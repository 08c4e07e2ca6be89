"""The queue of hands when lines break: back within twenty seconds, everybody has the place they had."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as drawn
from hypothesis import strategies as st

from kit import clock
from kit.hub import GRACE
from meetings import selectors, services
from meetings.models import RoomEvent
from meetings.services.queueing import BACK_WITHIN

pytestmark = [pytest.mark.django_db]


def move(meeting: Any, *, arrived: Any = (), departed: Any = ()) -> None:
    given = {"arrived": [one.pk for one in arrived], "departed": [one.pk for one in departed]}
    services.moved(meeting_id=meeting.pk, process="p", **given)


def hands(meeting: Any) -> list[str]:
    return selectors.room_state_of(meeting.pk)["hands"]


def raised(meeting: Any, *people: Any) -> list[str]:
    move(meeting, arrived=people)
    for person in people:
        services.raise_hand(by=person, meeting_id=meeting.pk, up=True, key=f"up{person.pk}")
    return hands(meeting)


def test_twenty_seconds_without_a_network_are_within_what_is_kept():
    assert timedelta(seconds=GRACE) + BACK_WITHIN >= timedelta(seconds=20)
    assert timedelta(seconds=20) <= BACK_WITHIN


@pytest.mark.parametrize("gone", [(1,), (0, 2), (2, 0), (0, 1, 2)])
@pytest.mark.parametrize("back", ["same", "turned", "together"])
def test_back_in_time_everybody_has_the_place_they_had(open_meeting, ada, ben, ewa, gone, back):
    people = [ben, ada, ewa]
    before = raised(open_meeting, *people)
    away = [people[one] for one in gone]
    for person in away:
        move(open_meeting, departed=[person])
    assert hands(open_meeting) == [one for one in before if one not in {str(person.pk) for person in away}]
    with clock.moved_to(clock.now() + timedelta(seconds=20)):
        if back == "together":
            move(open_meeting, arrived=away)
        for person in away if back == "same" else reversed(away):
            move(open_meeting, arrived=[person])
    assert hands(open_meeting) == before


def test_too_late_or_lowered_meanwhile_the_place_is_lost(open_meeting, ada, ben, ewa):
    raised(open_meeting, ben, ewa)
    move(open_meeting, arrived=[ada])
    move(open_meeting, departed=[ben])
    with clock.moved_to(clock.now() + BACK_WITHIN + timedelta(seconds=1)):
        move(open_meeting, arrived=[ben])
    assert hands(open_meeting) == [str(ewa.pk)]
    move(open_meeting, departed=[ewa])
    services.lower_all(by=ada, meeting_id=open_meeting.pk, key="l")
    move(open_meeting, arrived=[ewa])
    assert hands(open_meeting) == []


def test_given_the_floor_or_put_out_meanwhile_the_hand_stays_down(open_meeting, ada, ben, ewa):
    raised(open_meeting, ben, ewa)
    move(open_meeting, arrived=[ada])
    move(open_meeting, departed=[ben])
    services.give_floor(by=ada, meeting_id=open_meeting.pk, person=ben.pk, on=True, key="f")
    move(open_meeting, arrived=[ben])
    services.remove(by=ada, meeting_id=open_meeting.pk, person=ewa.pk, key="r")
    move(open_meeting, departed=[ewa])
    services.admit(by=ada, meeting_id=open_meeting.pk, person=ewa.pk, key="a")
    move(open_meeting, arrived=[ewa])
    assert hands(open_meeting) == []


def test_who_comes_for_the_first_time_raises_nothing(open_meeting, ada, ben):
    raised(open_meeting, ben)
    move(open_meeting, arrived=[ada])
    assert hands(open_meeting) == [str(ben.pk)]
    assert "hand" not in RoomEvent.objects.filter(kind="joined").last().values


@drawn(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["breaks", "mends"]), st.integers(0, 2)), max_size=14))
def test_however_lines_break_and_mend_the_order_is_that_of_raising(open_meeting, ada, ben, ewa, steps):
    people = [ewa, ben, ada]
    RoomEvent.objects.filter(meeting=open_meeting).delete()
    open_meeting.visits.all().delete()
    before = raised(open_meeting, *people)
    away: set[int] = set()
    for what, who in steps:
        if (what == "breaks") == (who in away):
            continue
        away ^= {who}
        move(open_meeting, **{"departed" if what == "breaks" else "arrived": [people[who]]})
        here = [number for place, number in enumerate(before) if place not in away]
        assert hands(open_meeting) == here
