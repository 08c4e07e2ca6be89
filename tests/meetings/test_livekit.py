"""A real LiveKit server carries a room: whoever is on the stage may send, nobody else, and only while that is so."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jwt
import pytest
from livekit import api
from playwright.sync_api import Browser, expect

from meetings import media
from meetings.media.livekit import LiveKit
from tests.journeys.persons import Person
from tests.meetings.test_stage_browser import WATCH, enter, grows, tile
from tests.servers import Site

pytestmark = [pytest.mark.livekit]


def state(*people: str, stage: tuple[tuple[str, str, bool], ...] = (), is_open: bool = True) -> dict[str, Any]:
    """As much of a room's state as an engine reads."""
    off = {"cam": False, "screen": False}
    places = [{"person": person, "tab": tab, "mic": mic, **off} for person, tab, mic in stage]
    return {"people": {person: {} for person in people}, "stage": places, "open": is_open}


@pytest.fixture
def engine(settings: Any, livekit: dict[str, str]) -> LiveKit:
    settings.LIVEKIT_URL = livekit["url"].replace("http", "ws", 1)
    settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = livekit["key"], livekit["secret"]
    found = media.engine()
    assert isinstance(found, LiveKit)
    return found


@pytest.fixture
async def server(engine: LiveKit, livekit: dict[str, str]) -> AsyncIterator[api.LiveKitAPI]:
    async with api.LiveKitAPI(livekit["url"], livekit["key"], livekit["secret"]) as found:
        yield found


def test_a_site_without_a_server_carries_by_itself(settings):
    settings.LIVEKIT_URL = ""
    assert media.engine().name == "embedded"


@pytest.mark.asyncio
@pytest.mark.parametrize("sends", [True, False])
async def test_an_admission_says_exactly_what_the_window_may(engine, server, livekit, sends):
    given = await engine.admission(meeting_id=5, person=7, tab="abcd", name="Ben Lis", sends=sends)
    told = jwt.decode(given["token"], livekit["secret"], algorithms=["HS256"], options={"verify_aud": False})
    assert (told["sub"], told["name"]) == ("7-abcd", "Ben Lis")
    video = told["video"]
    assert (video["room"], video["roomJoin"], video["canPublish"]) == ("meeting-5", True, sends)
    assert not video["canPublishData"]
    assert not video.get("roomAdmin")
    assert not video.get("canUpdateOwnMetadata")
    assert told["exp"] - told["nbf"] <= 600
    rooms = await server.room.list_rooms(api.ListRoomsRequest(names=["meeting-5"]))
    assert [room.name for room in rooms.rooms] == ["meeting-5"]


@pytest.mark.asyncio
async def test_orders_about_who_is_not_there_do_no_harm(engine):
    on, off = state("7", stage=(("7", "abcd", True),)), state("7")
    await engine.follow(meeting_id=77, before=off, after=on)
    await engine.follow(meeting_id=77, before=on, after=state("7", stage=(("7", "abcd", False),)))
    await engine.follow(meeting_id=77, before=on, after=state())
    await engine.follow(meeting_id=77, before=on, after=state("7", is_open=False))


@pytest.mark.asyncio
async def test_a_server_that_is_away_stops_nobody(engine, settings):
    settings.LIVEKIT_URL = "ws://127.0.0.1:9"
    await asyncio.wait_for(
        engine.follow(meeting_id=1, before=state("7"), after=state("7", stage=(("7", "abcd", True),))), 30
    )


@pytest.fixture(scope="module")
def carried(livekit: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform whose rooms are carried by the server."""
    site = Site(Path(tmp_path_factory.mktemp("carried")))
    site.env |= {
        "LIVEKIT_URL": livekit["url"].replace("http", "ws", 1),
        "LIVEKIT_KEY": livekit["key"],
        "LIVEKIT_SECRET": livekit["secret"],
    }
    with forwarded(int(livekit["hook"]), site):
        yield site.start()
    site.stop()


@contextmanager
def forwarded(port: int, site: Site) -> Iterator[None]:
    """Carry the server's news from its fixed port to the site's own."""

    class Way(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name: self.headers[name] for name in ("Authorization", "Content-Type")}
            try:
                with urlopen(Request(site.url + self.path, body, headers), timeout=20) as answer:
                    status = answer.status
            except HTTPError as refused:
                status = refused.code
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Way)
    Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.xdist_group("walk")
def test_sound_and_picture_go_through_the_server(browser: Browser, carried: Site, livekit: dict[str, str]) -> None:
    accounts = {"krystyna": "koordynatorka", "nina": "nauczycielka", "marek": "nauczyciel"}
    people = {}
    for name, account in accounts.items():
        people[name] = Person(browser, carried, name, story="livekit", permissions=["microphone", "camera"])
        people[name].context.add_init_script(WATCH)
        people[name].enter_as(account)
        enter(people[name].page)
    krystyna, nina, marek = (people[name].page for name in accounts)

    nina.get_by_role("button", name="Zabierz głos").click()
    for page in (krystyna, marek):
        expect(tile(page, "Nina Nowicka")).to_be_visible()
        grows(page, "audio")
    nina.get_by_role("button", name="Włącz kamerę").click()
    for page in (krystyna, marek):
        expect(tile(page, "Nina Nowicka").locator("video.tile-camera")).to_be_visible()
        grows(page, "video")
    marek.get_by_role("button", name="Zabierz głos").click()
    expect(tile(nina, "Marek Malec")).to_be_visible()
    grows(nina, "audio")

    tile(krystyna, "Nina Nowicka").get_by_role("button", name="Wycisz").click()
    expect(nina.get_by_role("button", name="Włącz mikrofon")).to_be_visible()
    nina.get_by_role("button", name="Włącz mikrofon").click()
    expect(tile(marek, "Nina Nowicka")).not_to_contain_text("mikrofon wyłączony")
    grows(marek, "audio")
    tile(krystyna, "Nina Nowicka").get_by_role("button", name="zejście").click()
    expect(tile(marek, "Nina Nowicka")).to_have_count(0)
    with ThreadPoolExecutor(1) as apart:  # the browser's driver holds this thread's loop
        assert apart.submit(asyncio.run, only_sends(livekit, "marek")).result()
    for person in people.values():
        assert person.troubles == [], person.name
        person.context.close()
    assert witnessed(carried, 3) == 3


STAYS = """
from django.db.models import F
from meetings.models import Visit
print(Visit.objects.filter(process__startswith="lk-", left_at__gt=F("joined_at")).values("user").distinct().count())
"""


def witnessed(site: Site, wanted: int) -> int:
    """How many people the server itself has told of, coming and going, once it had time to tell."""
    for _try in range(20):
        found = int(site.manage("shell", "-v0", "-c", STAYS).split()[-1])
        if found >= wanted:
            break
        time.sleep(1)
    return found


async def only_sends(livekit: dict[str, str], name: str) -> bool:
    """Whether the server itself comes to let nobody but this person send."""
    async with api.LiveKitAPI(livekit["url"], livekit["key"], livekit["secret"]) as server:
        for _try in range(50):
            found = set()
            for room in (await server.room.list_rooms(api.ListRoomsRequest())).rooms:
                there = await server.room.list_participants(api.ListParticipantsRequest(room=room.name))
                found |= {one.name.split()[0].lower() for one in there.participants if one.permission.can_publish}
            if found == {name}:
                return True
            await asyncio.sleep(0.1)
    return False
