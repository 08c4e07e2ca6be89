"""Lines written together: one refusal is one person's, a key acts once, numbers have no gaps."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError

from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.models import RoomEvent
from meetings.services import Line

pytestmark = [pytest.mark.django_db]
OPEN = {"speak": True, "show": True, "write": True, "whisper": False}


@pytest.fixture
def present(open_meeting: Any, ada: Any, ben: Any, ewa: Any) -> Any:
    """Ada, Ben and Ewa are in the room."""
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[ada.pk, ben.pk, ewa.pk], departed=[])
    return open_meeting


def texts(meeting: Any) -> list[str]:
    return [line["text"] for line in selectors.room_state_of(meeting.pk)["lines"]]


def test_each_gets_the_own_answer_and_numbers_follow_one_another(present, ada, ben, cleo, nina):
    last = RoomEvent.objects.filter(meeting=present).latest("number").number
    found = services.say_all(
        [
            Line(ada, present.pk, "Zaczynamy", "1"),
            Line(nina, present.pk, "Nie z tej sieci", "1"),
            Line(ben, present.pk, "  ", "1"),
            Line(ben, present.pk, "Słychać", "2"),
            Line(ben, present.pk + 1000, "Nie ma takiego pokoju", "3"),
            Line(ada, present.pk, "Bez klucza", None),
        ]
    )
    assert [type(one) for one in found] == [RoomEvent, NotThere, Refused, RoomEvent, NotThere, Refused]
    assert [one.number for one in found if isinstance(one, RoomEvent)] == [last + 1, last + 2]
    assert texts(present) == ["Zaczynamy", "Słychać"]
    present.refresh_from_db()
    assert present.last_number == last + 2


def test_the_same_key_is_one_line_however_often_it_comes_in_a_lot_and_later(present, ada, ben):
    first, second, other = services.say_all(
        [Line(ada, present.pk, "Raz", "k"), Line(ada, present.pk, "Raz", "k"), Line(ben, present.pk, "Dwa", "k")]
    )
    assert first == second != other
    assert services.say(by=ada, meeting_id=present.pk, text="Raz", key="k") == first
    assert texts(present) == ["Raz", "Dwa"]


def test_a_line_another_process_wrote_meanwhile_is_found_and_the_others_are_written(present, ada, ben, monkeypatch):
    from meetings.services import saying

    earlier, look = services.say(by=ada, meeting_id=present.pk, text="Już jest", key="k"), saying._made_before
    calls = []

    def too_early(lines: Any) -> Any:
        calls.append(1)
        return {} if len(calls) == 1 else look(lines)

    monkeypatch.setattr(saying, "_made_before", too_early)
    again, new = services.say_all([Line(ada, present.pk, "Już jest", "k"), Line(ben, present.pk, "Nowe", "k")])
    assert again == earlier
    assert texts(present) == ["Już jest", "Nowe"]
    assert new.number == earlier.number + 1


def test_who_was_put_out_or_may_not_write_is_refused_in_the_very_next_lot(present, ada, ben):
    services.set_switches(by=ada, meeting_id=present.pk, key="w", **OPEN | {"write": False})
    found = services.say_all([Line(who, present.pk, "Po zamknięciu czatu", "1") for who in (ben, ada)])
    assert isinstance(found[0], Refused)
    assert texts(present) == ["Po zamknięciu czatu"], "who leads goes on"
    services.set_switches(by=ada, meeting_id=present.pk, key="o", **OPEN)
    services.remove(by=ada, meeting_id=present.pk, person=ben.pk, key="r")
    found = services.say_all([Line(ben, present.pk, "Jeszcze ja", "2"), Line(ada, present.pk, "Dalej", "2")])
    assert isinstance(found[0], Refused)
    assert texts(present)[1:] == ["Dalej"]


def test_what_holds_up_one_room_is_no_matter_of_the_others(present, ada, ben, plan, monkeypatch):
    from meetings.services import saying

    other, number = plan(in_minutes=-6), saying._number

    def held(events: Any) -> None:
        if any(event.meeting_id == present.pk for event in events):
            raise OperationalError("lock timeout")
        number(events)

    monkeypatch.setattr(saying, "_number", held)
    stuck, said = services.say_all([Line(ada, present.pk, "Stoi", "1"), Line(ada, other.pk, "Idzie", "1")])
    assert isinstance(stuck, OperationalError)
    assert texts(other) == ["Idzie"]
    assert said.meeting_id == other.pk


def test_the_right_asked_for_many_is_the_right_asked_for_one(present, ada, ben, cleo, nina, ewa):
    services.lock(by=ada, meeting_id=present.pk, key="l", on=True)
    services.remove(by=ada, meeting_id=present.pk, person=ben.pk, key="r")
    people = [ada, ben, cleo, nina, ewa]

    def alone(user: Any) -> Any:
        try:
            return selectors.pass_for(user, present.pk)
        except (NotThere, Refused) as refused:
            return type(refused), str(refused)

    many = selectors.passes_for([(user, present.pk) for user in people])
    together = [(type(one), str(one)) if isinstance(one, Exception) else one for one in many]
    assert together == [alone(user) for user in people]
    assert any(isinstance(one, Refused) for one in many)
    assert any(isinstance(one, NotThere) for one in many)


def test_many_rooms_and_people_cost_no_more_visits_than_one(present, ada, ben, ewa, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        services.say_all([Line(who, present.pk, f"{n}", f"{n}") for n in range(30) for who in (ada, ben)])
