"""The stage of a room: who may be heard and seen, and whose agreements are carried."""

from __future__ import annotations

import base64
import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, connections

from kit.verdicts import NotThere, Refused
from meetings import media, selectors, services
from meetings.media.embedded import Embedded
from meetings.models import RoomEvent
from tests.meetings.seated import Browser
from tests.patience import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def present(open_meeting: Any) -> Any:
    """Have people in the room: `present(ada, ben)`."""

    def make(*people: Any) -> None:
        services.moved(meeting_id=open_meeting.pk, process="p", arrived=[one.pk for one in people], departed=[])

    return make


def stage_of(meeting: Any) -> list[dict]:
    return selectors.room_state_of(meeting.pk)["stage"]


def test_a_person_comes_switches_and_goes(open_meeting, present, ben):
    present(ben)
    services.take_place(by=ben, meeting_id=open_meeting.pk, tab="abcd", key="1")
    services.switch(by=ben, meeting_id=open_meeting.pk, mic=True, cam=False, screen=False, key="2")
    assert stage_of(open_meeting) == [
        {"person": str(ben.pk), "tab": "abcd", "mic": True, "cam": False, "screen": False}
    ]
    services.take_place(by=ben, meeting_id=open_meeting.pk, tab="efgh", key="3")
    assert [(one["tab"], one["mic"]) for one in stage_of(open_meeting)] == [("efgh", False)], "a new window is silent"
    services.leave_place(by=ben, meeting_id=open_meeting.pk, key="4")
    assert stage_of(open_meeting) == []


def test_a_resent_act_happens_once(open_meeting, present, ben):
    present(ben)
    first = services.take_place(by=ben, meeting_id=open_meeting.pk, tab="abcd", key="1")
    assert services.take_place(by=ben, meeting_id=open_meeting.pk, tab="abcd", key="1") == first


def test_who_is_not_in_the_room_or_not_of_the_network_gets_no_place(open_meeting, present, ben, cleo):
    with pytest.raises(Refused):
        services.take_place(by=ben, meeting_id=open_meeting.pk, tab="abcd", key="1")
    with pytest.raises(NotThere):
        services.take_place(by=cleo, meeting_id=open_meeting.pk, tab="abcd", key="1")
    assert stage_of(open_meeting) == []


@pytest.mark.parametrize("tab", [None, 7, "", "ab", "abcd\n", "ABCD", "a" * 17, "<b>x"])
def test_a_strange_window_is_refused(open_meeting, present, ben, tab):
    present(ben)
    with pytest.raises(Refused):
        services.take_place(by=ben, meeting_id=open_meeting.pk, tab=tab, key="1")
    assert stage_of(open_meeting) == []


def test_pictures_are_as_many_as_the_room_carries(open_meeting, present, ada, ben, monkeypatch):
    present(ada, ben)
    for number, person in enumerate((ada, ben)):
        services.take_place(by=person, meeting_id=open_meeting.pk, tab="abcd", key=f"{number}")
    monkeypatch.setattr(Embedded, "pictures", lambda self, people: 1)
    services.switch(by=ada, meeting_id=open_meeting.pk, mic=True, cam=True, screen=False, key="a")
    with pytest.raises(Refused, match="jeden obraz"):
        services.switch(by=ben, meeting_id=open_meeting.pk, mic=True, cam=True, screen=False, key="b")
    services.switch(by=ben, meeting_id=open_meeting.pk, mic=True, cam=False, screen=False, key="c")
    services.switch(by=ada, meeting_id=open_meeting.pk, mic=True, cam=False, screen=True, key="d")
    with pytest.raises(Refused):
        services.switch(by=ben, meeting_id=open_meeting.pk, mic=True, cam=False, screen=True, key="e")
    assert [(one["mic"], one["cam"], one["screen"]) for one in stage_of(open_meeting)] == [
        (True, False, True),
        (True, False, False),
    ]


def test_the_host_mutes_and_takes_off_others_may_not(open_meeting, present, ada, ben, ewa):
    present(ada, ben, ewa)
    for person in (ben, ewa):
        services.take_place(by=person, meeting_id=open_meeting.pk, tab="abcd", key="t")
        services.switch(by=person, meeting_id=open_meeting.pk, mic=True, cam=False, screen=False, key="s")
    for act in (services.mute, services.off_stage):
        with pytest.raises(Refused):
            act(by=ben, meeting_id=open_meeting.pk, person=ewa.pk, key=act.__name__)
    services.mute(by=ada, meeting_id=open_meeting.pk, person=ben.pk, key="m")
    assert [one["mic"] for one in stage_of(open_meeting)] == [False, True]
    services.mute(by=ada, meeting_id=open_meeting.pk, person=None, key="all")
    assert [one["mic"] for one in stage_of(open_meeting)] == [False, False]
    services.off_stage(by=ada, meeting_id=open_meeting.pk, person=str(ewa.pk), key="o")
    assert [one["person"] for one in stage_of(open_meeting)] == [str(ben.pk)]
    with pytest.raises(Refused):
        services.switch(by=ewa, meeting_id=open_meeting.pk, mic=True, cam=False, screen=False, key="late")


def test_two_who_come_at_once_do_not_share_the_last_place(open_meeting, present, ada, ben, ewa, monkeypatch):
    present(ada, ben, ewa)
    monkeypatch.setattr(Embedded, "places", lambda self, people: 1)

    def come(person: Any) -> bool:
        try:
            services.take_place(by=person, meeting_id=open_meeting.pk, tab="abcd", key="1")
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(3) as pool:
        came = list(pool.map(come, (ada, ben, ewa)))
    connections.close_all()
    assert sum(came) == 1
    assert len(stage_of(open_meeting)) == 1


def test_a_place_goes_with_the_window_that_sent_but_not_with_an_older_one(open_meeting, present, ben):
    present(ben)
    services.take_place(by=ben, meeting_id=open_meeting.pk, tab="abcd", key="1")
    assert services.lose_place(meeting_id=open_meeting.pk, person=ben.pk, tab="efgh") is None
    assert services.lose_place(meeting_id=open_meeting.pk, person=ben.pk, tab="abcd") is not None
    assert stage_of(open_meeting) == []
    assert services.lose_place(meeting_id=0, person=ben.pk, tab="abcd") is None


def test_the_relay_is_lent_for_some_hours_with_a_password_it_can_check(settings, db):
    engine = media.engine()
    assert engine.given_to(7) == {"ice": []}
    settings.STUN_URLS, settings.TURN_URLS, settings.TURN_SECRET = ["stun:t:1"], ["turn:t:1"], "tajne"
    _stun, turn = engine.given_to(7)["ice"]
    until, person = turn["username"].split(":")
    assert int(until) > 0
    assert person == "7"
    signed = hmac.new(b"tajne", turn["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(turn["credential"]) == signed


# --- over the socket


async def in_room(person: Any, meeting: Any, tab: str) -> Browser:
    browser = Browser(person, meeting)
    await browser.connect()
    await browser.send(type="hello", last=None, tab=tab)
    await browser.until(lambda: browser.known)
    return browser


def signals(browser: Browser) -> list[dict]:
    return [frame for frame in browser.others if frame["type"] == "signal"]


@pytest.mark.asyncio
async def test_agreements_reach_one_window_only_and_only_around_the_stage(hub, open_meeting, ada, ben, ewa):
    one, two, other = [await in_room(p, open_meeting, t) for p, t in ((ada, "aaaa"), (ben, "bbbb"), (ewa, "cccc"))]
    to_ben = {"person": str(ben.pk), "tab": "bbbb", "data": {"n": 1}}
    await one.send(type="signal", to=[to_ben])  # nobody is on the stage
    await two.send(type="stage", key="k", on=True)
    await one.until(lambda: one.state["stage"])
    await one.send(type="signal", to=[to_ben | {"data": {"n": 2}}, to_ben | {"tab": "xxxx"}, {"person": 1}, 7])
    await two.until(lambda: signals(two))
    await two.send(type="signal", to=[{"person": str(ada.pk), "tab": "aaaa", "data": {"n": 3}}])
    await one.until(lambda: signals(one))
    await other.send(type="signal", to=[{"person": str(ada.pk), "tab": "aaaa", "data": {"n": 4}}])  # neither is on it
    await other.send(type="say", key="s", text="już")
    await one.until(lambda: one.state["lines"])
    await two.until(lambda: two.state["lines"])
    assert [(f["person"], f["tab"], f["data"]) for f in signals(two)] == [(str(ada.pk), "aaaa", {"n": 2})]
    assert [(f["person"], f["tab"], f["data"]) for f in signals(one)] == [(str(ben.pk), "bbbb", {"n": 3})]
    assert signals(other) == []
    assert await sync_to_async(RoomEvent.objects.filter(values__has_key="data").count)() == 0, "agreements are not kept"
    for browser in (one, two, other):
        await browser.drop()


@pytest.mark.asyncio
async def test_malformed_agreements_are_refused(hub, open_meeting, ada):
    one = await in_room(ada, open_meeting, "aaaa")
    for to in (None, "x", {}, [{}] * 25):
        await one.send(type="signal", to=to)
    await one.until(lambda: len([f for f in one.others if f["type"] == "refused"]) == 4)
    await one.drop()


@pytest.mark.asyncio
async def test_the_sending_window_is_missed_after_a_while_the_other_window_stays(hub, open_meeting, ada, ben):
    watching = await in_room(ada, open_meeting, "aaaa")
    sending, spare = await in_room(ben, open_meeting, "bbbb"), await in_room(ben, open_meeting, "dddd")
    await sending.send(type="stage", key="k", on=True)
    await watching.until(lambda: watching.state["stage"])
    await sending.drop()
    await watching.until(lambda: not watching.state["stage"])
    assert str(ben.pk) in watching.state["people"]
    await watching.drop()
    await spare.drop()


@pytest.mark.asyncio
async def test_the_same_window_coming_back_keeps_its_place(hub, open_meeting, ada, ben):
    hub.grace = 5
    watching, sending = await in_room(ada, open_meeting, "aaaa"), await in_room(ben, open_meeting, "bbbb")
    await sending.send(type="stage", key="k", on=True)
    await watching.until(lambda: watching.state["stage"])
    again = await in_room(ben, open_meeting, "bbbb")
    assert await sending.socket.receive_output(timeout=PATIENCE) is not None
    await again.send(type="say", key="s", text="jestem")
    await watching.until(lambda: watching.state["lines"])
    assert [one["tab"] for one in watching.state["stage"]] == ["bbbb"]
    await watching.drop()
    await again.drop()
