"""The room's socket: two people together, and everything that must not get in."""

from __future__ import annotations

import json
import random
import string
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from kit import clock
from kit import hub as hubs
from kit.sockets import FOREIGN
from meetings import live, selectors, services
from meetings.models import RoomEvent, Visit
from meetings.services.attendance import DEAD_AFTER
from networks.models import Membership
from networks.states import MembershipState
from tests.meetings.seated import Browser
from tests.patience import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True)]


def lines(browser: Browser) -> list[str]:
    return [line["text"] for line in browser.state["lines"]]


async def test_two_people_see_each_other_talk_and_raise_hands(hub, open_meeting, ada, ben):
    first = await Browser(ada, open_meeting).enter()
    second = await Browser(ben, open_meeting).enter()
    for browser in (first, second):
        await browser.until(lambda b=browser: len(b.state["people"]) == 2)
    assert {p["name"] for p in second.state["people"].values()} == {"Ada Kowal", "Ben Lis"}
    assert first.state["people"][str(ada.pk)]["role"] == "coordinator"
    await second.send(type="say", key="b-1", text="Dzień dobry! <b>ą</b>")
    await second.send(type="hand", key="b-2", up=True)
    await first.until(lambda: first.state["hands"])
    assert lines(first) == ["Dzień dobry! <b>ą</b>"]
    assert first.state["hands"] == [str(ben.pk)]
    await first.send(type="lower", key="a-1", person=ben.pk)
    await second.until(lambda: not second.state["hands"] and second.state["lines"])
    item = first.state["agenda"][0]["id"]
    await first.send(type="item", key="a-2", item=item)
    await second.until(lambda: second.state["item"] == item)
    assert [f["type"] for f in second.others] == ["ack", "ack"]
    await first.drop()
    await second.until(lambda: len(second.state["people"]) == 1)
    await second.drop()


async def test_a_double_send_acts_once(hub, open_meeting, ben):
    browser = await Browser(ben, open_meeting).enter()
    for _again in range(3):
        await browser.send(type="say", key="same", text="Raz")
    await browser.until(lambda: len(browser.others) == 3)
    assert lines(browser) == ["Raz"]
    assert {frame["number"] for frame in browser.others} == {browser.state["lines"][0]["number"]}
    assert await RoomEvent.objects.filter(kind="said").acount() == 1
    await browser.drop()


async def test_names_and_numbers_come_from_the_session_only(hub, open_meeting, ada, ben):
    browser = await Browser(ben, open_meeting).enter()
    forged = {"name": "Ada Kowal", "person": ada.pk, "by": ada.pk, "number": 999, "role": "coordinator"}
    await browser.send(type="say", key="k", text="To ja", **forged)
    await browser.until(lambda: browser.state["lines"])
    assert browser.state["lines"][0]["name"] == "Ben Lis"
    assert browser.state["lines"][0]["person"] == str(ben.pk)
    assert browser.state["number"] < 999
    await browser.drop()


async def test_who_comes_back_gets_exactly_what_was_missed(hub, open_meeting, ada, ben):
    hub.grace = 60
    talker, away = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await away.until(lambda: len(away.state["people"]) == 2)
    await away.drop()
    for count in range(5):
        await talker.send(type="say", key=f"t-{count}", text=f"Zdanie {count}")
    await talker.until(lambda: len(talker.state["lines"]) == 5)
    back = Browser(ben, open_meeting)
    back.state, back.known = away.state, False
    await back.connect()
    await back.send(type="hello", last=away.state["number"])
    frames = await back.hear()
    assert [f["type"] for f in frames] == ["event"] * 5 + ["ready"]
    assert back.state == talker.state
    await talker.drop()
    await back.drop()


async def test_who_was_away_too_long_or_claims_the_future_gets_a_snapshot(hub, open_meeting, ada, ben):
    talker = await Browser(ada, open_meeting).enter()
    await talker.send(type="say", key="t", text="Zdanie")
    await talker.until(lambda: talker.state["lines"])
    room = hub.rooms[str(open_meeting.pk)]
    room.ring.clear()
    for last in (1, 10**6):
        back = Browser(ben, open_meeting)
        await back.connect()
        await back.send(type="hello", last=last)
        frames = await back.hear()
        assert frames[0]["type"] == "snapshot"
        assert lines(back) == ["Zdanie"]
        await back.drop()
    await talker.drop()


async def test_a_restart_of_the_process_loses_nothing(hub, open_meeting, ada, ben):
    browser = await Browser(ada, open_meeting).enter()
    await browser.send(type="say", key="t", text="Przed awarią")
    await browser.until(lambda: browser.state["lines"])
    # The process dies: nobody says goodbye, memory is gone.
    await hub.shut()
    live._HUBS.clear()
    fresh = live.rooms_here()
    fresh.grace = 0.05
    if not fresh.alone:
        # Beside other processes the dead one is known by its silence.
        await Visit.objects.aupdate(seen_at=clock.now() - 2 * DEAD_AFTER)
    back = await Browser(ben, open_meeting).enter()
    await back.until(lambda: str(ben.pk) in back.state["people"])
    assert lines(back) == ["Przed awarią"]
    assert list(back.state["people"]) == [str(ben.pk)], "the dead process's people are gone"
    assert await Visit.objects.filter(user=ada, left_at=None).acount() == 0
    await back.drop()
    await fresh.shut()


async def test_two_tabs_are_one_person_and_a_reload_is_no_news(hub, open_meeting, ada, ben):
    watcher = await Browser(ada, open_meeting).enter()
    hub.grace = 60
    one, two = await Browser(ben, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await watcher.until(lambda: len(watcher.state["people"]) == 2)
    await one.drop()
    await two.drop()
    again = await Browser(ben, open_meeting).enter()
    await again.send(type="say", key="x", text="Jestem")
    await watcher.until(lambda: watcher.state["lines"])
    kinds = [kind async for kind in RoomEvent.objects.order_by("number").values_list("kind", flat=True)]
    assert kinds.count("joined") == 2
    assert "left" not in kinds
    assert await Visit.objects.filter(user=ben).acount() == 1
    await again.send(type="leave")
    await watcher.until(lambda: len(watcher.state["people"]) == 1)
    assert await Visit.objects.filter(user=ben, left_at=None).acount() == 0
    await watcher.drop()


@pytest.mark.parametrize(
    "origin", [b"https://evil.example", b"http://testserver:8001", b"https://testserver", b"null", b""]
)
async def test_a_foreign_origin_is_refused(hub, open_meeting, ben, origin):
    connected, code = await Browser(ben, open_meeting, origin).connect()
    assert (connected, code) == (False, FOREIGN)


async def test_strangers_visitors_and_early_birds_stay_outside(hub, open_meeting, plan, ben, cleo, nina):
    from django.contrib.auth.models import AnonymousUser

    later = await sync_to_async(plan)(in_minutes=16)
    on_site = await sync_to_async(plan)(in_minutes=5, mode="onsite", place="SP w Lipowie")
    for user, meeting, expected in (
        (AnonymousUser(), open_meeting, 4403),
        (cleo, open_meeting, 4404),
        (nina, open_meeting, 4404),
        (ben, later, 4403),
        (ben, on_site, 4403),
    ):
        assert await Browser(user, meeting).connect() == (False, expected)
    assert await RoomEvent.objects.acount() == 0


async def test_a_removed_member_is_out(hub, open_meeting, ada, ben, monkeypatch):
    monkeypatch.setattr("kit.hub.process.ROUND", 0.02)
    browser = await Browser(ben, open_meeting).enter()
    watcher = await Browser(ada, open_meeting).enter()
    await Membership.objects.filter(user=ben).aupdate(state=MembershipState.REMOVED)
    message = {"type": ""}
    while message["type"] != "websocket.close":
        message = await browser.socket.receive_output(timeout=PATIENCE)
    assert message["code"] == hubs.OUT
    await watcher.until(lambda: list(watcher.state["people"]) == [str(ada.pk)])
    assert await Browser(ben, open_meeting).connect() == (False, 4404)
    await watcher.drop()


async def test_a_removed_member_cannot_act_even_before_the_round(hub, open_meeting, ada, ben):
    browser = await Browser(ben, open_meeting).enter()
    await browser.until(lambda: browser.state["people"])
    await Membership.objects.filter(user=ben).aupdate(state=MembershipState.REMOVED)
    await browser.send(type="say", key="k", text="Jeszcze ja")
    message = {"type": ""}
    while message["type"] != "websocket.close":
        message = await browser.socket.receive_output(timeout=PATIENCE)
    assert await RoomEvent.objects.filter(kind="said").acount() == 0


async def test_the_word_that_a_person_is_out_closes_the_socket(hub, open_meeting, ben):
    from channels.layers import get_channel_layer

    browser = await Browser(ben, open_meeting).enter()
    name = str(open_meeting.pk)
    await get_channel_layer().group_send(hubs.group_of(hub.prefix, name), hubs.person_out(name, ben.pk))
    message = {"type": ""}
    while message["type"] != "websocket.close":
        message = await browser.socket.receive_output(timeout=PATIENCE)
    assert message["code"] == hubs.OUT


async def test_a_cancelled_meeting_closes_its_room(hub, open_meeting, ada, ben):
    browser = await Browser(ben, open_meeting).enter()
    await sync_to_async(services.cancel)(by=ada, meeting=open_meeting, reason="Choroba")
    await browser.until(lambda: not browser.state["open"])
    assert (await browser.socket.receive_output(timeout=PATIENCE))["code"] == hubs.CLOSED


async def test_a_changed_agenda_reaches_the_room(hub, open_meeting, ada, ben):
    browser = await Browser(ben, open_meeting).enter()
    values = {
        name: getattr(open_meeting, name)
        for name in ("title", "kind", "mode", "place", "outside_link", "description", "starts_at", "ends_at")
    }
    await sync_to_async(services.change)(
        by=ada, meeting=open_meeting, version=1, agenda=[{"title": "Tylko to", "minutes": 5, "leader": ""}], **values
    )
    await browser.until(lambda: [item["title"] for item in browser.state["agenda"]] == ["Tylko to"])
    await browser.drop()


MALFORMED = [
    "",
    "{",
    "[]",
    "null",
    '"hello"',
    "{}",
    '{"type": 5}',
    '{"type": "connect"}',
    '{"type": "websocket_connect"}',
    '{"type": "__init__"}',
    '{"type": "receive"}',
    '{"type": "HELLO"}',
    '{"type": "say"}',
    '{"type": "say", "key": "k"}',
    '{"type": "say", "key": "k", "text": ""}',
    '{"type": "say", "key": "k", "text": "   "}',
    '{"type": "say", "key": "k", "text": ["a"]}',
    '{"type": "say", "key": {"a": 1}, "text": "a"}',
    '{"type": "say", "key": "' + "k" * 65 + '", "text": "a"}',
    '{"type": "say", "key": "ł", "text": "a"}',
    json.dumps({"type": "say", "key": "long", "text": "a" * 2001}),
    json.dumps({"type": "say", "key": "huge", "text": "a" * 20_000}),
    json.dumps({"type": "say", "key": "deep", "text": [[[[[[[[[[1]]]]]]]]]]}),
    "[" * 9000,
    '{"type": "hand", "key": "k", "up": "yes"}',
    '{"type": "hand", "key": "k", "up": 1}',
    '{"type": "hand", "key": "k"}',
    '{"type": "lower", "key": "k", "person": 1}',
    '{"type": "item", "key": "k", "item": 1}',
    '{"type": "item", "key": "k", "item": true}',
    '{"type": "hello", "last": null}',
    '{"type": "hello", "last": -1}',
]


def _noise(chance: random.Random) -> str:
    kinds = ["say", "hand", "lower", "item", "hello", "close", "send", "".join(chance.choices(string.printable, k=6))]
    values: list[Any] = [None, True, -1, 10**30, 1e308, "", "\u0000", "x" * 3000, [], {}, [[]], {"a": {"b": []}}]
    frame = {
        "type": chance.choice(kinds),
        chance.choice(["key", "text", "up", "person", "item"]): chance.choice(values),
    }
    text = json.dumps(frame)
    return text if chance.random() < 0.7 else text[: chance.randrange(len(text))]


async def test_whatever_a_member_sends_is_refused_and_changes_nothing(hub, open_meeting, ben, monkeypatch):
    monkeypatch.setattr(hub.crowd, "may_speak", lambda person: True)
    browser = await Browser(ben, open_meeting).enter()
    await browser.until(lambda: browser.state["people"])
    before = await RoomEvent.objects.acount()
    chance = random.Random(7)
    for text in [*MALFORMED, *(_noise(chance) for _count in range(300))]:
        await browser.socket.send_to(text_data=text) if text else await browser.socket.send_to(bytes_data=b"\x00\xff")
        answers = await browser.hear()
        assert {frame["type"] for frame in answers} == {"refused"}, text
    assert await RoomEvent.objects.acount() == before
    await browser.send(type="say", key="after", text="Nadal działa")
    await browser.until(lambda: browser.state["lines"])
    await browser.drop()


async def test_a_member_has_no_host_powers(hub, open_meeting, ada, ben):
    host, member = await Browser(ada, open_meeting).enter(), await Browser(ben, open_meeting).enter()
    await host.send(type="hand", key="a", up=True)
    await member.until(lambda: member.state["hands"])
    await member.send(type="lower", key="x", person=ada.pk)
    await member.send(type="item", key="y", item=member.state["agenda"][0]["id"])
    await member.until(lambda: len(member.others) == 2)
    assert [frame["type"] for frame in member.others] == ["refused", "refused"]
    assert member.state["hands"] == [str(ada.pk)]
    assert await sync_to_async(selectors.room_state_of)(open_meeting.pk) == member.state
    await host.drop()
    await member.drop()


async def test_a_flood_is_refused_and_the_room_goes_on(hub, open_meeting, ada, ben):
    flooder, other = await Browser(ben, open_meeting).enter(), await Browser(ada, open_meeting).enter()
    for count in range(80):
        await flooder.send(type="ping", key=str(count))
    await flooder.until(lambda: any(frame["type"] == "refused" for frame in flooder.others))
    assert {"type": "refused", "reason": "rate"} in flooder.others
    await other.send(type="say", key="calm", text="Spokojnie")
    await other.until(lambda: other.state["lines"])
    await flooder.drop()
    await other.drop()


async def test_ten_sockets_a_person_and_no_more(hub, open_meeting, ben):
    held = [await Browser(ben, open_meeting).enter() for _count in range(hubs.SOCKETS_A_PERSON)]
    assert await Browser(ben, open_meeting).connect() == (False, 4429)
    await held[0].drop()
    again = await Browser(ben, open_meeting).enter()
    for browser in [*held[1:], again]:
        await browser.drop()


async def test_two_processes_share_one_room(hub, open_meeting, ada, ben, monkeypatch):
    """Two hubs over one layer: what one writes the other reads from the database, in order, each person once."""
    hub.alone = False
    second = live.MeetingHub(live.MeetingRoom, prefix=hub.prefix, grace=0.05)
    second.alone = False
    here = await Browser(ada, open_meeting).enter()
    with monkeypatch.context() as patch:
        patch.setattr(live, "rooms_here", lambda: second)
        there = await Browser(ben, open_meeting).enter()
        both = await Browser(ada, open_meeting).enter()
    await here.until(lambda: len(here.state["people"]) == 2)
    await there.send(type="say", key="1", text="Z drugiego procesu")
    await here.until(lambda: here.state["lines"])
    await here.send(type="say", key="1", text="Z pierwszego")
    await there.until(lambda: len(there.state["lines"]) == 2)
    await both.drop()
    await here.send(type="say", key="2", text="Nadal tu")
    await there.until(lambda: len(there.state["lines"]) == 3)
    assert str(ada.pk) in there.state["people"]
    await here.until(lambda: len(here.state["lines"]) == 3)
    assert here.state["lines"] == there.state["lines"]
    await there.drop()
    await here.drop()
    await second.shut()
