"""The rooms of meetings in this process: kit.hub with the truth in our tables."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from kit import hub
from kit.sockets import in_db
from kit.together import Together
from meetings import media, room_state, selectors, services
from meetings.broadcasts import PREFIX
from meetings.enums import EventKind

logger = logging.getLogger(__name__)

KEEP_ALIVE_EVERY = 7
"""Rounds (of four seconds) after which stays are kept alive."""
REACTIONS_EVERY = 1.0
"""Seconds of reactions that go out in one frame."""


class MeetingRoom(hub.Room):
    """The room of one meeting; its name is the meeting's number."""

    state: room_state.State

    def __init__(self, here: hub.Hub, name: str) -> None:
        super().__init__(here, name)
        self.engine = media.engine()
        self._orders: set[asyncio.Future] = set()
        self.waiting: set[hub.Seat] = set()
        self._reactions: Counter[str] = Counter()

    @property
    def meeting_id(self) -> int:
        """Which meeting."""
        return int(self.name)

    async def load(self) -> int:
        """Make the state from the events."""
        self.state = await in_db(selectors.room_state_of)(self.meeting_id)
        return self.state["number"]

    async def since(self, number: int) -> list[dict[str, Any]]:
        """Events this process has not heard."""
        return await in_db(selectors.events_after)(self.meeting_id, number)

    def absorb(self, event: dict[str, Any]) -> None:
        """Follow the event; a closed room lets everybody out after the news has gone out."""
        before, self.state = self.state, room_state.apply(self.state, event)
        if before["stage"] or self.state["stage"]:
            order = self.engine.follow(meeting_id=self.meeting_id, before=before, after=self.state)
            self._orders = {one for one in self._orders if not one.done()} | {asyncio.ensure_future(order)}
        self._at_door(event)
        if not self.state["open"]:
            asyncio.get_running_loop().call_soon(self.close)

    def snapshot(self) -> dict[str, Any]:
        """The whole state."""
        return self.state

    # --- the door

    def wait(self, seat: hub.Seat, why: str) -> None:
        """Have a socket wait at the door; it hears nothing of what happens inside (WS-05)."""
        self.waiting.add(seat)
        seat.push(hub.encoded({"type": "waits", "why": why}))

    def give_up(self, seat: hub.Seat) -> None:
        """A window at the door is gone; its person waits no more when it was the last, after the usual grace."""
        self.waiting.discard(seat)
        asyncio.get_running_loop().call_later(self.hub.grace, self._gone, seat.person)

    def _gone(self, person: int) -> None:
        if all(other.person != person for other in self.waiting | self.seats):
            self._orders.add(asyncio.ensure_future(self._withdraw(person)))

    async def _withdraw(self, person: int) -> None:
        event = await in_db(services.withdraw)(meeting_id=self.meeting_id, person=person)
        if event is not None:
            await self.take(selectors.event_frame(event))

    def _at_door(self, event: dict[str, Any]) -> None:
        kind, values = event["kind"], event["values"]
        if kind == EventKind.REMOVED:
            # after the news has gone out, so that the others hear it in order
            asyncio.get_running_loop().call_soon(self.put_out, int(values["person"]))
        elif kind == EventKind.REFUSED:
            self._turn_away(int(values["person"]))
        elif kind in (EventKind.ADMITTED, EventKind.DOORS, EventKind.LOCKED):
            for seat in self.waiting:  # each asks for its right anew
                seat.push(hub.encoded({"type": "come"}))

    def _turn_away(self, person: int, code: int = hub.OUT) -> None:
        for seat in [seat for seat in self.waiting if seat.person == person]:
            self.waiting.discard(seat)
            seat.cut(code)

    def put_out(self, person: int, code: int = hub.OUT) -> None:
        """Cut every socket of a person, inside and at the door."""
        self._turn_away(person, code)
        super().put_out(person, code)

    def close(self, code: int = hub.CLOSED) -> None:
        """Let everybody out, those at the door too."""
        for seat in list(self.waiting):
            self._turn_away(seat.person, code)
        super().close(code)

    @property
    def is_empty(self) -> bool:
        """Nobody inside and nobody at the door."""
        return super().is_empty and not self.waiting

    @property
    def waits_for_pages(self) -> bool:
        """Whether slides are shown whose pages the worker still draws."""
        shown = self.state["slides"]
        return shown is not None and not shown["pages"] and not shown["note"]

    # --- reactions

    def react(self, kind: str) -> None:
        """Count a reaction; what one second brings goes out together, and nothing of it is kept."""
        if not self._reactions:
            asyncio.get_running_loop().call_later(REACTIONS_EVERY, self._tell_reactions)
        self._reactions[kind] += 1

    def _tell_reactions(self) -> None:
        counts, self._reactions = dict(self._reactions), Counter()
        frame = hub.encoded({"type": "reactions", "counts": counts})
        self._orders.add(asyncio.ensure_future(self.hub.tell(self, frame)))

    # --- the stage

    def may_signal(self, seat: hub.Seat, aside: Any) -> bool:
        """Whether `seat` may send `aside` {person, tab, data}: one of the two windows sends from the stage (WS-06)."""
        if not isinstance(aside, dict) or not isinstance(aside.get("data"), dict):
            return False
        person, tab = aside.get("person"), aside.get("tab")
        if not isinstance(person, str) or not isinstance(tab, str) or not person.isdecimal() or len(person) > 18:
            return False
        sending = {(one["person"], one["tab"]) for one in self.state["stage"]}
        return (str(seat.person), seat.about.get("tab")) in sending or (person, tab) in sending

    def sends(self, seat: hub.Seat) -> bool:
        """Whether this window has a place on the stage."""
        return any(one["person"] == str(seat.person) and one["tab"] == seat.about["tab"] for one in self.state["stage"])

    def rise(self, seat: hub.Seat, *, at_once: bool = False) -> None:
        """A window is gone; when it was the one that sent, its place is free after the usual grace."""
        super().rise(seat, at_once=at_once)
        person, tab = seat.person, seat.about.get("tab")
        if self.sends(seat):
            asyncio.get_running_loop().call_later(self.hub.grace, self._miss, person, tab)

    def _miss(self, person: int, tab: str) -> None:
        still_here = any(other.person == person for other in self.seats)
        if still_here and self.seat_of(person, tab) is None:
            self._orders.add(asyncio.ensure_future(self._free(person, tab)))

    async def _free(self, person: int, tab: str) -> None:
        event = await in_db(services.lose_place)(meeting_id=self.meeting_id, person=person, tab=tab)
        if event is not None:
            await self.take(selectors.event_frame(event))

    async def moved(self, arrived: list[int], departed: list[int]) -> list[dict[str, Any]]:
        """Write stays."""
        return await in_db(_moved)(self.meeting_id, self.hub.key, arrived, departed)


def _moved(meeting_id: int, process: str, arrived: list[int], departed: list[int]) -> list[dict[str, Any]]:
    happened = services.moved(meeting_id=meeting_id, process=process, arrived=arrived, departed=departed)
    return [selectors.event_frame(event) for event in happened]


class MeetingHub(hub.Hub):
    """All meeting rooms of this process."""

    rounds = 0

    def __init__(self, *given: Any, **values: Any) -> None:
        super().__init__(*given, **values)
        self.lines = Together(in_db(services.say_all), self._said)

    async def _said(self, events: Sequence[Any]) -> None:
        """Bring lines that are written to everybody in their rooms."""
        for event in events:
            room = None if isinstance(event, Exception) else self.rooms.get(str(event.meeting_id))
            if room is None:
                continue
            try:
                await room.take(selectors.event_frame(event))
            except Exception:  # the line is written; the other rooms hear theirs, this one is caught up with its next
                logger.exception("room %s: line %s was not brought to it", room.name, event.number)

    async def begun(self) -> None:
        """End the stays a dead process left open."""
        await in_db(services.close_abandoned)(process=self.key, alone=self.alone)

    async def inspect(self, rooms: list[Any]) -> list[tuple[hub.Room, int]]:
        """Keep stays alive; give those who have lost their place, their account or their session.

        The worker draws slides in a process of its own; where processes share no memory nobody else says it is done.
        """
        self.rounds += 1
        for room in rooms:
            if room.seats and room.waits_for_pages:
                await room.catch_up()
        if self.rounds % KEEP_ALIVE_EVERY == 0:
            await in_db(services.keep_alive)(process=self.key)
            shorter = await in_db(services.forget_waiting)()
            for meeting_id in [*await in_db(services.close_abandoned)(process=self.key), *shorter]:
                if str(meeting_id) in self.rooms:
                    await self.rooms[str(meeting_id)].catch_up()
        present: dict[int, set[int]] = {}
        sessions: dict[str, tuple[int, int]] = {}
        for room in rooms:
            for seat in room.seats | room.waiting:
                present.setdefault(int(room.name), set()).add(seat.person)
                if seat.about.get("session"):
                    sessions[seat.about["session"]] = (int(room.name), seat.person)
        if not present:
            return []
        lost = await in_db(selectors.put_out_of)(present, sessions)
        return [(self.rooms[str(meeting)], person) for meeting, person in lost if str(meeting) in self.rooms]


_HUBS: WeakKeyDictionary[asyncio.AbstractEventLoop, MeetingHub] = WeakKeyDictionary()


def rooms_here() -> MeetingHub:
    """The hub of the running loop."""
    loop = asyncio.get_running_loop()
    found = _HUBS.get(loop)
    if found is None:
        found = _HUBS[loop] = MeetingHub(MeetingRoom, prefix=PREFIX)
    return found
