"""Whatever happens on the way, in whatever order: in the end every browser has the state the server has."""

from __future__ import annotations

import asyncio
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from files.models import StoredFile
from files.services import attach
from kit import clock
from meetings import live, selectors
from meetings.models import Deck, Handout, Meeting, RoomEvent, Visit
from meetings.services.attendance import DEAD_AFTER
from networks.enums import Role
from networks.models import Membership
from tests.meetings.seated import ORIGIN, Browser
from tests.meetings.test_room_state import node

pytestmark = [pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).resolve().parents[2]
WHO = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("comes"), WHO),
        st.tuples(st.just("drops"), WHO),
        st.tuples(st.just("leaves"), WHO),
        st.tuples(st.just("acts"), WHO, st.integers(0, 16), st.booleans()),
        st.tuples(st.just("acts"), WHO, st.integers(0, 16), st.booleans()),
        st.tuples(st.just("host"), WHO),
        st.tuples(st.just("restart")),
        st.tuples(st.just("forgets")),
    ),
    min_size=4,
    max_size=30,
)


class Kept(Browser):
    """A browser that keeps what it heard, for the other half of the function."""

    def __init__(self, user: Any, meeting: Any) -> None:
        super().__init__(user, meeting)
        self.heard: list[dict] = []
        self.socket.scope["session"] = None

    def take(self, frame: dict) -> None:
        if frame["type"] in {"snapshot", "event"}:
            self.heard.append(frame)
        super().take(frame)


@dataclass
class Person:
    """A person whose browser comes and goes, and keeps what was not confirmed."""

    user: Any
    state: dict | None = None
    heard: list[dict] = field(default_factory=list)
    browser: Kept | None = None
    unconfirmed: list[dict] = field(default_factory=list)
    made: int = 0


class Story:
    """One meeting, three people, and what happens to them."""

    def __init__(self, meeting: Any, people: list[Any], deck: Any) -> None:
        self.meeting = meeting
        self.deck = deck
        self.given = Handout.objects.create(meeting=meeting, title="Link", address="https://example.org/").pk
        self.people = [Person(user) for user in people]
        self.truth: dict = {}

    async def run(self, steps: list[tuple]) -> None:
        hub = live.rooms_here()
        hub.grace = 0.0
        for name, *rest in steps:
            await getattr(self, name)(*rest)
        for who in range(len(self.people)):
            await self.comes(who)
        await self.quiet()
        truth = self.truth = await sync_to_async(selectors.room_state_of)(self.meeting.pk)
        for person in self.people:
            assert person.browser is not None
            assert person.browser.state == truth, person.user
            assert not person.unconfirmed
        for person in self.people:
            await person.browser.drop()
        await live.rooms_here().shut()

    async def quiet(self) -> None:
        """Until nothing is under way: comings and goings are written, and everybody has heard the last event."""
        for _round in range(200):
            room = live.rooms_here().rooms.get(str(self.meeting.pk))
            if room is None or (room._telling is None and not room._comers and not room._leaving and not room._orders):
                break
            if room._orders and all(one.done() for one in room._orders):
                room._orders.clear()
            await asyncio.sleep(0.005)
        last = await sync_to_async(lambda: Meeting.objects.get(pk=self.meeting.pk).last_number)()
        for person in self.people:
            if person.browser is not None:
                await person.browser.until(lambda b=person.browser: b.state["number"] >= last)

    async def comes(self, who: int) -> None:
        """The browser comes (back), resends what was not confirmed, and hears it confirmed."""
        person = self.people[who]
        if person.browser is None:
            browser = Kept(person.user, self.meeting)
            if person.state is not None:
                browser.state, browser.heard = person.state, person.heard
            assert (await browser.connect())[0]
            last = browser.state["number"] if person.state is not None else None
            await browser.send(type="hello", last=last, tab=f"tab{who}")
            await browser.until(lambda: browser.known)
            person.browser = browser
        for frame in person.unconfirmed:
            await person.browser.send(**frame)
        for frame in person.unconfirmed:
            await person.browser.until(lambda f=frame: answered(person.browser, f["key"]))
        person.unconfirmed = []

    async def _gone(self, person: Person) -> None:
        if person.browser is not None:
            person.state, person.heard, person.browser = person.browser.state, person.browser.heard, None

    async def drops(self, who: int) -> None:
        """The line breaks; what was sent to it meanwhile is lost."""
        browser = self.people[who].browser
        if browser is not None:
            await browser.drop()
        await self._gone(self.people[who])

    async def leaves(self, who: int) -> None:
        browser = self.people[who].browser
        if browser is not None:
            await browser.send(type="leave")
        await self._gone(self.people[who])

    async def acts(self, who: int, what: int, confirmed: bool) -> None:
        """The person does something; when the answer is lost, the browser sends it again later."""
        person = self.people[who]
        person.made += 1
        agenda = await sync_to_async(selectors.agenda_values)(self.meeting.pk)
        other = self.people[(who + 1) % 3].user.pk
        frame = [
            {"type": "say", "text": f"Zdanie {person.made} osoby {who}"},
            {"type": "hand", "up": True},
            {"type": "hand", "up": False},
            {"type": "item", "item": agenda[person.made % len(agenda)]["id"]},
            {"type": "stage", "on": True},
            {"type": "media", "mic": True, "cam": False, "screen": False},
            {"type": "off", "person": other},
            {"type": "lower", "person": other},
            {"type": "present", "file": str(self.deck.file_id)},
            {"type": "page", "deck": self.deck.pk, "page": 1 + person.made % 3},
            {"type": "no_slides"},
            {"type": "hand_out", "address": "https://example.org/", "title": f"Karta {person.made}"},
            {"type": "take_back", "item": self.given},
            {"type": "captioner", "person": self.people[who].user.pk, "keep": True},
            {"type": "captioner", "person": other, "keep": person.made % 2 == 0},
            {"type": "captioner", "person": None, "keep": False},
            {"type": "caption", "text": f"Napis {person.made} osoby {who}"},
        ][what] | {"key": f"{who}-{person.made}"}
        if person.browser is None:
            person.unconfirmed.append(frame)
            return
        await person.browser.send(**frame)
        if confirmed:
            await person.browser.until(lambda: answered(person.browser, frame["key"]))
        else:
            person.unconfirmed.append(frame)

    async def host(self, who: int) -> None:
        """Another person leads the network's year, and with it the meeting."""
        people = Membership.objects.filter(edition=self.meeting.edition_id)
        await people.aupdate(role=Role.MEMBER)
        await people.filter(user=self.people[who].user).aupdate(role=Role.COORDINATOR)

    async def restart(self) -> None:
        """The process dies: nobody says goodbye, memory is gone, a new one begins."""
        await self.quiet()
        await live.rooms_here().shut()
        live._HUBS.clear()
        fresh = live.rooms_here()
        fresh.grace = 0.0
        if not fresh.alone:
            await Visit.objects.filter(left_at=None).aupdate(seen_at=clock.now() - 2 * DEAD_AFTER)
        for person in self.people:
            await self._gone(person)

    async def forgets(self) -> None:
        """What the process keeps for those who come back is gone: they get a whole state."""
        room = live.rooms_here().rooms.get(str(self.meeting.pk))
        if room is not None:
            room.ring.clear()


def lying(meeting: Any, by: Any) -> Deck:
    """A PDF of three pages that lies in the room."""
    kept = {"content": "files/none", "name": "Ułamki.pdf", "media_type": "application/pdf", "size": 1, "state": "ready"}
    file = StoredFile.objects.create(uploaded_by=by, **kept)
    deck = Deck.objects.create(meeting=meeting, file=file, made_by=by, pages=3)
    attach(by=by, file=file, parent=deck)
    return deck


def answered(browser: Any, key: str) -> bool:
    return any(frame.get("key") == key for frame in browser.others)


def test_every_browser_ends_with_the_servers_state(plan, ada, ben, ewa, settings_for_sockets):
    told: list[tuple[list[dict], dict]] = []

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def each(steps: list[tuple]) -> None:
        Membership.objects.filter(user=ada).update(role=Role.COORDINATOR)
        Membership.objects.filter(user__in=[ben, ewa]).update(role=Role.MEMBER)
        meeting = plan(in_minutes=-5)
        story = Story(meeting, [ada, ben, ewa], lying(meeting, ada))
        async_to_sync(story.run)(steps)
        numbers = list(RoomEvent.objects.filter(meeting=story.meeting).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        told.extend((person.browser.heard, story.truth) for person in story.people)

    each()
    script = (
        f"import {{ apply, empty }} from {json.dumps((ROOT / 'platform/theme/src/js/rooms/room_state.js').as_uri())};"
        "let text = ''; for await (const part of process.stdin) text += part;"
        "const end = (frames) => frames.reduce((state, frame) =>"
        " frame.type === 'snapshot' ? frame.state : apply(state, frame), empty());"
        "console.log(JSON.stringify(JSON.parse(text).map(end)));"
    )
    ran = subprocess.run(
        [node(), "--input-type=module", "-e", script],
        input=json.dumps([heard for heard, _truth in told]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [truth for _heard, truth in told]


@pytest.fixture
def settings_for_sockets(settings: Any) -> None:
    settings.SOCKET_ORIGINS = [ORIGIN.decode()]
