"""The door of a room: who waits, who is let in, put out, given part in leading; what everybody may do inside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from kit import clock
from kit import hub as hubs
from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.models import Admission, RoomEvent, Standing, Whisper
from meetings.passes import services as passes
from tests.meetings.seated import Browser
from tests.meetings.test_note import Writer, sent
from tests.patience import PATIENCE

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def expert(open_meeting: Any, ada: Any) -> Any:
    """The person behind a pass to the open meeting."""
    return passes.issue(by=ada, meeting=open_meeting, name="Maria Zasadna", email="maria@example.org").guest


@pytest.fixture
def present(open_meeting: Any) -> Any:
    def make(*people: Any) -> None:
        services.moved(meeting_id=open_meeting.pk, process="p", arrived=[one.pk for one in people], departed=[])

    return make


def state(meeting: Any) -> dict[str, Any]:
    return selectors.room_state_of(meeting.pk)


def arrive(person: Any, meeting: Any) -> str:
    return services.arrive(by=person, meeting_id=meeting.pk)[0].waits


def test_members_walk_in_guests_knock_once_and_do_not_knock_again_after_being_let_in(open_meeting, ada, ben, expert):
    assert arrive(ben, open_meeting) == ""
    assert [arrive(expert, open_meeting) for _again in range(3)] == ["knock"] * 3
    assert [row["name"] for row in state(open_meeting)["lobby"]] == ["Maria Zasadna"]
    assert RoomEvent.objects.filter(kind="knocked").count() == 1
    with pytest.raises(Refused):
        services.say(by=expert, meeting_id=open_meeting.pk, text="Halo", key="1")
    services.admit(by=ada, meeting_id=open_meeting.pk, person=expert.pk, key="a")
    assert state(open_meeting)["lobby"] == []
    assert arrive(expert, open_meeting) == ""
    services.say(by=expert, meeting_id=open_meeting.pk, text="Halo", key="1")


def test_members_wait_for_the_beginning_or_for_the_doors_those_who_lead_do_not(plan, ada, ben):
    early = plan(in_minutes=10)
    assert arrive(ada, early) == ""
    assert arrive(ben, early) == "early"
    assert state(early)["lobby"] == [], "waiting for the beginning is no knock"
    with pytest.raises(Refused):
        services.open_doors(by=ben, meeting_id=early.pk, key="d")
    services.open_doors(by=ada, meeting_id=early.pk, key="d")
    assert arrive(ben, early) == ""
    other = plan(in_minutes=10, title="Inne")
    with clock.moved_to(other.starts_at + timedelta(seconds=1)):
        assert arrive(ben, other) == ""


def test_a_locked_room_has_members_knock_but_not_those_inside(open_meeting, present, ada, ben, ewa):
    present(ada, ben)
    services.lock(by=ada, meeting_id=open_meeting.pk, on=True, key="l")
    assert arrive(ben, open_meeting) == "", "who was inside comes back"
    assert arrive(ewa, open_meeting) == "locked"
    assert [row["person"] for row in state(open_meeting)["lobby"]] == [str(ewa.pk)]
    services.admit(by=ada, meeting_id=open_meeting.pk, person=None, key="a")
    assert arrive(ewa, open_meeting) == ""


def test_who_was_turned_away_or_put_out_stays_out_until_let_in(open_meeting, present, ada, ben, expert):
    arrive(expert, open_meeting)
    services.turn_away(by=ada, meeting_id=open_meeting.pk, person=expert.pk, key="t")
    assert services.turn_away(by=ada, meeting_id=open_meeting.pk, person=expert.pk, key="t").kind == "refused"
    present(ada, ben)
    services.remove(by=ada, meeting_id=open_meeting.pk, person=ben.pk, key="r")
    assert {row["name"] for row in state(open_meeting)["out"]} == {"Maria Zasadna", "Ben Lis"}
    assert str(ben.pk) not in state(open_meeting)["people"]
    for person in (expert, ben):
        with pytest.raises(Refused):
            arrive(person, open_meeting)
        services.admit(by=ada, meeting_id=open_meeting.pk, person=person.pk, key=f"a{person.pk}")
        assert arrive(person, open_meeting) == ""
    assert state(open_meeting)["out"] == []


def test_members_command_nothing_and_nobody_puts_a_coordinator_out(open_meeting, present, ada, ben, ewa, cleo):
    present(ada, ben, ewa)
    before, number = state(open_meeting), open_meeting.pk
    switches = {"speak": False, "show": False, "write": False, "whisper": True}
    for act in (
        lambda who: services.admit(by=who, meeting_id=number, person=None, key="1"),
        lambda who: services.turn_away(by=who, meeting_id=number, person=ewa.pk, key="2"),
        lambda who: services.remove(by=who, meeting_id=number, person=ewa.pk, key="3"),
        lambda who: services.appoint(by=who, meeting_id=number, person=ewa.pk, on=True, key="4"),
        lambda who: services.lock(by=who, meeting_id=number, on=True, key="5"),
        lambda who: services.set_switches(by=who, meeting_id=number, key="6", **switches),
        lambda who: services.lower_all(by=who, meeting_id=number, key="7"),
        lambda who: services.give_floor(by=who, meeting_id=number, person=ewa.pk, on=True, key="8"),
    ):
        with pytest.raises(Refused):
            act(ben)
        with pytest.raises(NotThere):
            act(cleo)
    services.appoint(by=ada, meeting_id=number, person=ben.pk, on=True, key="9")
    with pytest.raises(Refused):
        services.remove(by=ben, meeting_id=number, person=ada.pk, key="10")
    with pytest.raises(Refused):
        services.appoint(by=ben, meeting_id=number, person=ewa.pk, on=True, key="11")
    after = state(open_meeting)
    assert {**after, "cohosts": [], "number": 0} == {**before, "number": 0}


def test_when_the_host_is_gone_a_cohost_leads_then_whoever_steers(open_meeting, present, ada, ben, ewa):
    present(ada)
    present(ben, ewa)
    assert state(open_meeting)["host"] == str(ada.pk)
    services.appoint(by=ada, meeting_id=open_meeting.pk, person=ben.pk, on=True, key="1")
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[], departed=[ada.pk])
    assert state(open_meeting)["host"] == str(ben.pk)
    services.lower_all(by=ben, meeting_id=open_meeting.pk, key="2")
    services.appoint(by=ben, meeting_id=open_meeting.pk, person=ewa.pk, on=True, key="3")
    present(ada)
    services.moved(meeting_id=open_meeting.pk, process="p", arrived=[], departed=[ben.pk, ewa.pk])
    assert state(open_meeting)["host"] == str(ada.pk)


def test_switches_bind_members_not_those_who_lead(open_meeting, present, ada, ben):
    present(ada, ben)
    number = open_meeting.pk
    services.set_switches(by=ada, meeting_id=number, key="s", speak=False, show=False, write=False, whisper=False)
    services.say(by=ada, meeting_id=number, text="Tylko ja", key="1")
    with pytest.raises(Refused):
        services.say(by=ben, meeting_id=number, text="I ja", key="1")
    with pytest.raises(Refused, match="udzielono"):
        services.take_place(by=ben, meeting_id=number, tab="abcd", key="2")
    services.raise_hand(by=ben, meeting_id=number, up=True, key="3")
    services.give_floor(by=ada, meeting_id=number, person=ben.pk, on=True, key="4")
    assert state(open_meeting)["hands"] == []
    services.take_place(by=ben, meeting_id=number, tab="abcd", key="5")
    with pytest.raises(Refused):
        services.switch(by=ben, meeting_id=number, mic=True, cam=False, screen=True, key="6")
    services.leave_place(by=ben, meeting_id=number, key="7")
    assert state(open_meeting)["floor"] == [], "the floor is given once"


def test_whispers_are_off_until_allowed_and_reach_only_two(open_meeting, present, ada, ben, ewa):
    present(ada, ben, ewa)
    number = open_meeting.pk
    with pytest.raises(Refused):
        services.whisper(by=ben, meeting_id=number, to=ewa.pk, text="Psst", key="1")
    services.set_switches(by=ada, meeting_id=number, key="s", speak=True, show=True, write=True, whisper=True)
    first = services.whisper(by=ben, meeting_id=number, to=ewa.pk, text="Psst", key="1")
    assert services.whisper(by=ben, meeting_id=number, to=ewa.pk, text="Psst", key="1") == first
    assert [one["text"] for one in selectors.whispers_of(ewa, number)] == ["Psst"]
    assert selectors.whispers_of(ada, number) == []
    assert "Psst" not in str(list(RoomEvent.objects.values_list("values", flat=True)))
    assert Whisper.objects.count() == 1


def test_a_silent_browser_drops_out_of_the_line(open_meeting, expert):
    arrive(expert, open_meeting)
    assert services.forget_waiting() == []
    Admission.objects.update(seen_at=clock.now() - timedelta(minutes=2))
    assert services.forget_waiting() == [open_meeting.pk]
    assert state(open_meeting)["lobby"] == []
    assert not Admission.objects.filter(standing=Standing.WAITING).exists()


# --- sockets


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_the_door_over_sockets(hub, open_meeting, ada, ben, expert):
    host = await Browser(ada, open_meeting).enter()
    guest = Browser(expert, open_meeting)
    await guest.connect()
    await guest.send(type="hello", last=None)
    await guest.until(lambda: {"type": "waits", "why": "knock"} in guest.others)
    await host.until(lambda: host.state["lobby"])
    await host.send(type="say", key="h", text="Zaraz wpuszczę")
    await host.until(lambda: host.state["lines"])
    await guest.send(type="say", key="g", text="Halo")
    await guest.until(lambda: any(frame["type"] == "refused" for frame in guest.others))
    assert guest.state["number"] == 0, "nothing of what happens inside is heard at the door"

    await host.send(type="admit", key="a", person=expert.pk)
    await guest.until(lambda: any(frame["type"] == "come" for frame in guest.others))
    await guest.send(type="hello", last=None)
    await guest.until(lambda: guest.known)
    await host.until(lambda: str(expert.pk) in host.state["people"])
    hub.grace = 60
    await guest.drop()
    again = await Browser(expert, open_meeting).enter()

    await host.send(type="remove", key="r", person=expert.pk)
    message = {"type": ""}
    while message["type"] != "websocket.close":
        message = await again.socket.receive_output(timeout=PATIENCE)
    assert message["code"] == hubs.OUT
    await host.until(lambda: str(expert.pk) not in host.state["people"])
    assert await Browser(expert, open_meeting).connect() == (False, 4403)
    await host.drop()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_a_closed_window_at_the_door_drops_out_and_a_reload_does_not_knock_twice(hub, open_meeting, ada, expert):
    host = await Browser(ada, open_meeting).enter()
    first = Browser(expert, open_meeting)
    await first.connect()
    await first.send(type="hello", last=None)
    await host.until(lambda: host.state["lobby"])
    second = Browser(expert, open_meeting)
    await second.connect()
    await second.send(type="hello", last=None)
    await second.until(lambda: second.others)
    await first.drop()
    await second.drop()
    await host.until(lambda: not host.state["lobby"])
    assert await RoomEvent.objects.filter(kind="knocked").acount() == 1
    await host.drop()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_reactions_of_a_second_come_in_one_frame_and_stay_nowhere(hub, open_meeting, ada, ben, monkeypatch):
    monkeypatch.setattr("meetings.live.REACTIONS_EVERY", 0.05)
    one, two = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    number = (await sync_to_async(RoomEvent.objects.count)()) and one.state["number"]
    for _again in range(3):
        await two.send(type="react", kind="clap")
    await one.until(lambda: any(frame["type"] == "reactions" for frame in one.others))
    counts = [frame["counts"]["clap"] for frame in one.others if frame["type"] == "reactions"]
    while sum(counts) < 3:
        await one.hear()
        counts = [frame["counts"]["clap"] for frame in one.others if frame["type"] == "reactions"]
    assert sum(counts) == 3
    await two.send(type="react", kind="<b>")
    await two.until(lambda: any(frame["type"] == "refused" for frame in two.others))
    assert not await RoomEvent.objects.filter(number__gt=max(number, 2)).aexists()
    await one.drop()
    await two.drop()


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_a_whisper_reaches_the_windows_of_two_people(hub, open_meeting, ada, ben, ewa):
    people = [await Browser(one, open_meeting).enter() for one in (ada, ben, ewa)]
    await people[0].until(lambda: len(people[0].state["people"]) == 3)
    switches = {"speak": True, "show": True, "write": True, "whisper": True}
    await people[0].send(type="switches", key="s", **switches)
    await people[1].until(lambda: people[1].state["switches"]["whisper"])
    await people[1].send(type="whisper", key="w", to=ewa.pk, text="Psst")
    await people[2].until(lambda: any(frame["type"] == "whisper" for frame in people[2].others))
    await people[0].send(type="say", key="after", text="Dalej")
    await people[0].until(lambda: people[0].state["lines"])
    assert not any(frame["type"] == "whisper" for frame in people[0].others)
    back = await Browser(ewa, open_meeting).enter()
    await back.until(lambda: any(frame["type"] == "whispers" for frame in back.others))
    for one in [*people, back]:
        await one.drop()


def test_writing_the_minutes_together_has_a_switch_of_its_own(open_meeting, present, ada, ben):
    present(ada, ben)
    on = {"speak": True, "show": True, "write": True, "whisper": False}
    services.set_switches(by=ada, meeting_id=open_meeting.pk, key="1", note=False, **on)
    services.say(by=ben, meeting_id=open_meeting.pk, text="Piszę na czacie", key="2")
    update = sent(Writer().write("Ustalenia"))
    with pytest.raises(Refused):
        services.write_note(by=ben, meeting_id=open_meeting.pk, update=update, key="3")
    services.write_note(by=ada, meeting_id=open_meeting.pk, update=update, key="4")
    services.set_switches(by=ada, meeting_id=open_meeting.pk, key="5", note=True, **on | {"write": False})
    services.write_note(by=ben, meeting_id=open_meeting.pk, update=update, key="6")
    with pytest.raises(Refused):
        services.say(by=ben, meeting_id=open_meeting.pk, text="Teraz nie", key="7")
    assert state(open_meeting)["switches"] == on | {"write": False, "note": True}


def test_a_page_from_before_the_two_were_parted_sets_both(open_meeting, present, ada):
    present(ada)
    old = {"speak": True, "show": True, "write": False, "whisper": False}
    services.set_switches(by=ada, meeting_id=open_meeting.pk, key="1", note=None, **old)
    assert state(open_meeting)["switches"] == old | {"note": False}
    RoomEvent.objects.filter(kind="switches").update(values=old)
    assert state(open_meeting)["switches"] == old | {"note": False}
