"""10,000 frames a role that no browser of ours sends: refused to their sender, unseen by others, without a trace."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import AnonymousUser

from kit.sockets import FOREIGN
from meetings.consumers import RoomSocket
from meetings.models import RoomEvent
from meetings.passes import selectors as passes
from meetings.passes import services as issuing
from networks.models import Membership
from networks.states import MembershipState
from tests.meetings import fuzz
from tests.meetings.seated import Browser
from tests.passes.test_passes import let_in

pytestmark = [pytest.mark.django_db(transaction=True)]
FRAMES = 10_000


@pytest.fixture
async def troubles() -> list[Any]:
    """What the loop itself caught."""
    found: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: found.append(context))
    return found


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> list[RoomSocket]:
    """The consumers behind the browsers of a test, in the order of connecting."""
    made: list[RoomSocket] = []
    first = RoomSocket.__init__

    def kept(self: RoomSocket, *words: Any, **values: Any) -> None:
        first(self, *words, **values)
        made.append(self)

    monkeypatch.setattr(RoomSocket, "__init__", kept)
    return made


def heard(browser: Browser) -> list[dict]:
    """What came to a browser and waits to be read; each frame is text a real line can carry."""
    found, queue = [], browser.socket.output_queue
    while not queue.empty():
        message = queue.get_nowait()
        if message["type"] == "websocket.send":
            message["text"].encode()
            frames = json.loads(message["text"])
            for frame in frames:
                browser.take(frame)
            found += frames
        else:
            found.append({"type": "closed", "code": message.get("code")})
    return found


async def settled(browser: Browser) -> None:
    """Until everything that is under way has arrived."""
    browser.others.clear()
    await browser.send(type="ping")
    await browser.until(lambda: any(frame["type"] == "pong" for frame in browser.others))
    browser.others.clear()


async def attack(socket: RoomSocket, *, seed: int, is_host: bool, persons: list[int], items: list[int]) -> None:
    """Give the socket frame after frame, as the server would."""
    for count, text in enumerate(fuzz.frames(seed, FRAMES, is_host=is_host, persons=persons, items=items)):
        if count % 50 == 7:
            await socket.receive(bytes_data=text.encode("utf-8", "replace"))
        else:
            await socket.receive(text_data=text)
        if count % 500 == 0:
            await asyncio.sleep(0)


@pytest.fixture
def free(hub: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A hub that counts no frames: each one is looked at."""
    monkeypatch.setattr(hub.crowd, "may_speak", lambda person: True)
    monkeypatch.setattr("kit.hub.seats.WAITING_FRAMES", 10**6)
    monkeypatch.setattr("kit.hub.seats.WAITING_BYTES", 10**9)
    return hub


async def goes_on(speaker: Browser, *others: Browser) -> None:
    """What is said now is heard by everybody, and the server has nothing else."""
    await speaker.send(type="say", key="after", text="Pracujemy dalej")
    for browser in (speaker, *others):
        await browser.until(lambda b=browser: b.state["lines"] and b.state["lines"][-1]["text"] == "Pracujemy dalej")
        assert browser.state == speaker.state


@pytest.mark.parametrize("role", ["host", "member", "guest"])
async def test_nothing_comes_of_it(role, free, sockets, troubles, caplog, open_meeting, ada, ben, ewa):
    caplog.set_level(logging.WARNING)
    if role == "guest":
        held = await sync_to_async(issuing.issue)(
            by=ada, meeting=open_meeting, name="Maria Zasadna", email="m@example.org"
        )
        await sync_to_async(let_in)(held)
        bad = Browser(AnonymousUser(), open_meeting)
        bad.socket.scope["session"] = {passes.SESSION_KEY: {"pk": held.pk, "secret": held.secret}}
    else:
        bad = Browser({"host": ada, "member": ben}[role], open_meeting)
    await bad.enter()
    attacker = sockets[-1]
    watcher = await Browser(ewa, open_meeting).enter()
    for browser in (bad, watcher):
        await browser.until(lambda b=browser: len(b.state["people"]) == 2)
        await settled(browser)
    before = await RoomEvent.objects.acount()
    items = [item["id"] for item in watcher.state["agenda"]]

    await attack(attacker, seed=7, is_host=role == "host", persons=[ada.pk, ben.pk, ewa.pk], items=items)

    answers = heard(bad)
    await settled(bad)
    answers = [frame for frame in answers if frame["type"] != "note_state"]  # who asks what the text is, is told
    assert {frame["type"] for frame in answers} <= {"refused"}, [f for f in answers if f["type"] != "refused"][:5]
    assert len(answers) > FRAMES * 0.7
    assert heard(watcher) == []
    assert await RoomEvent.objects.acount() == before
    await goes_on(watcher, bad)
    assert troubles == []
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []
    await bad.drop()
    await watcher.drop()


async def test_before_the_first_word_nothing_is_done(free, sockets, troubles, caplog, open_meeting, ada, ewa):
    watcher = await Browser(ewa, open_meeting).enter()
    early = Browser(ada, open_meeting)
    await early.connect()
    await watcher.until(lambda: watcher.state["people"])
    await settled(watcher)
    before = await RoomEvent.objects.acount()
    for kind in sorted(set(fuzz.types()) - {"hello", "leave"}):
        frame = {"type": kind, "key": kind, **dict.fromkeys(fuzz.fields_of(kind), ewa.pk), "to": []}
        await sockets[-1].receive(text_data=json.dumps(frame))
    assert {frame["type"] for frame in heard(early)} <= {"refused", "pong"}
    assert heard(watcher) == []
    assert await RoomEvent.objects.acount() == before
    assert troubles == []
    await early.drop()
    await watcher.drop()


@pytest.mark.parametrize("role", ["stranger", "visitor", "removed"])
async def test_who_has_no_place_is_not_even_answered(role, free, sockets, troubles, open_meeting, ada, ben, cleo):
    watcher = await Browser(ada, open_meeting).enter()
    await watcher.until(lambda: watcher.state["people"])
    if role == "removed":
        bad = await Browser(ben, open_meeting).enter()
        await watcher.until(lambda: str(ben.pk) in watcher.state["people"])
        await Membership.objects.filter(user=ben).aupdate(state=MembershipState.REMOVED)
    else:
        bad = Browser({"stranger": cleo, "visitor": AnonymousUser()}[role], open_meeting)
        assert (await bad.connect())[0] is False
    attacker = sockets[-1]
    items = [item["id"] for item in watcher.state["agenda"]]
    await attacker.receive(text_data=json.dumps({"type": "say", "key": "in", "text": "Wpuśćcie mnie"}))
    if role == "removed":
        await watcher.until(lambda: str(ben.pk) not in watcher.state["people"])
    await settled(watcher)
    heard(bad)
    before = await RoomEvent.objects.acount()

    await attack(attacker, seed=11, is_host=False, persons=[ada.pk, ben.pk, cleo.pk], items=items)
    for kind in sorted(set(fuzz.types())):
        await attacker.receive(text_data=json.dumps({"type": kind, "key": kind, "text": "x", "last": None, "up": True}))

    assert [frame for frame in heard(bad) if frame["type"] != "closed"] == []
    assert heard(watcher) == []
    assert await RoomEvent.objects.acount() == before
    await goes_on(watcher)
    assert troubles == []
    await watcher.drop()


async def test_a_foreign_page_is_refused_before_anything_is_asked(hub, sockets, open_meeting, ada):
    assert await Browser(ada, open_meeting, b"https://splot.example.evil").connect() == (False, FOREIGN)
    assert sockets == []


def test_the_frames_are_taken_from_the_socket_itself():
    """So that a frame added later is tried too."""
    assert {"say", "hand", "item", "media"} <= set(fuzz.acts())
    assert {"item", "lower", "off", "mute"} <= {kind for kind in fuzz.acts() if fuzz.is_hosts_own(kind)}
    assert fuzz.fields_of("media") == ["cam", "mic", "screen"]
    assert "say" not in {kind for kind in fuzz.acts() if fuzz.is_hosts_own(kind)}
