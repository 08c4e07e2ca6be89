"""A room: its numbered events, who sits in it, who came and went."""

from __future__ import annotations

import asyncio
import logging
import time
from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING, Any

from kit.hub.limits import (
    CLOSED,
    LAG,
    OUT,
    RING,
    SLOW,
    encoded,
)
from kit.hub.seats import Seat

if TYPE_CHECKING:
    from kit.hub.process import Hub

logger = logging.getLogger(__name__)


class Room(ABC):
    """One room in this process. Subclasses say where the truth lies (`load`, `since`, `absorb`, `snapshot`)."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name = hub, name
        self.seats: set[Seat] = set()
        self.expected = 0
        """Sockets on the way in: somebody who has the room and sits nowhere yet."""
        self.number = 0
        self.ring: deque[tuple[int, str]] = deque(maxlen=RING)
        self._pending: list[str] = []
        self._order = asyncio.Lock()
        self._ready: asyncio.Future | None = None
        self._snapshot: tuple[int, str] | None = None
        self._leaving: dict[int, asyncio.TimerHandle] = {}
        self._present: set[int] = set()
        self._comers: dict[int, bool] = {}
        self._telling: asyncio.Task | None = None

    # --- what a subclass says

    @abstractmethod
    async def load(self) -> int:
        """Build the state from the truth; give the number of the last event in it."""

    @abstractmethod
    async def since(self, number: int) -> list[dict[str, Any]]:
        """Committed events after `number`, in order."""

    @abstractmethod
    def absorb(self, event: dict[str, Any]) -> None:
        """Change the state by one event."""

    @abstractmethod
    def snapshot(self) -> dict[str, Any]:
        """The whole state as a frame's values."""

    async def moved(self, arrived: list[int], departed: list[int]) -> list[dict[str, Any]]:
        """Write down who came and who went; give the committed events."""
        return []

    # --- events

    async def ready(self) -> None:
        """Load once, however many come at the same time."""
        if self._ready is None:
            self._ready = asyncio.ensure_future(self._start())
        try:
            await asyncio.shield(self._ready)
        except Exception:
            self._ready = None
            raise

    async def _start(self) -> None:
        self.number = await self.load()

    async def take(self, event: dict[str, Any]) -> None:
        """Bring a committed event to everybody here, in the order of numbers; what is missing is read first."""
        if event["number"] == self.number + 1:
            self._deliver(event)
        elif event["number"] > self.number:
            await self.catch_up()
        self.hub.announce(self.name)

    async def catch_up(self) -> None:
        """Read from the truth what this process has not heard."""
        async with self._order:
            for event in await self.since(self.number):
                if event["number"] == self.number + 1:
                    self._deliver(event)

    def _deliver(self, event: dict[str, Any]) -> None:
        self.absorb(event)
        self.number = event["number"]
        text = encoded({"type": "event", **event})
        self.ring.append((self.number, text))
        if not self._pending:
            asyncio.get_running_loop().call_soon(self.flush)
        self._pending.append(text)

    def flush(self) -> None:
        """Send what happened in this pass of the loop, one frame for all."""
        if not self._pending:
            return
        text, self._pending = ",".join(self._pending), []
        for seat in list(self.seats):
            if self.number - seat.seen > LAG:
                seat.cut(SLOW)
            seat.push(text)

    def aside(self, person: int | None, tab: str | None, text: str) -> bool:
        """Send an encoded frame to one window of a person; without `tab` to all of them, without `person` to all here.

        Whether anybody was there.
        """
        there = [
            seat
            for seat in self.seats
            if person in (None, seat.person) and (tab is None or seat.about.get("tab") == tab)
        ]
        for seat in there:
            seat.push(text)
        return bool(there)

    # --- people

    def seat_of(self, person: int, tab: str) -> Seat | None:
        """The seat of that window of the person in this process."""
        return next((seat for seat in self.seats if seat.person == person and seat.about.get("tab") == tab), None)

    def sit(self, seat: Seat, last: int | None) -> None:
        """Seat a socket that knows everything up to `last`: send what it missed, or a snapshot."""
        self.flush()
        seat.seen = self.number
        seat.push(self._missed(last))
        self.seats.add(seat)
        timer = self._leaving.pop(seat.person, None)
        if timer is not None:
            timer.cancel()
        if seat.person not in self._present:
            self._present.add(seat.person)
            self._tell(seat.person, here=True)

    def _missed(self, last: int | None) -> str:
        ready = encoded({"type": "ready", "number": self.number, "now": time.time()})
        if last is not None and last == self.number:
            return ready
        if last is not None and last < self.number and self.ring and self.ring[0][0] <= last + 1:
            return ",".join([text for number, text in self.ring if number > last] + [ready])
        if self._snapshot is None or self._snapshot[0] != self.number:
            frame = {"type": "snapshot", "number": self.number, "state": self.snapshot()}
            self._snapshot = (self.number, encoded(frame))
        return self._snapshot[1] + "," + ready

    def rise(self, seat: Seat, *, at_once: bool = False) -> None:
        """A socket is gone; its person has left when no other socket of theirs is here after a while."""
        seat.gone = True
        self.seats.discard(seat)
        person = seat.person
        if person not in self._present or any(other.person == person for other in self.seats):
            return
        if at_once:
            self._left(person)
        elif person not in self._leaving:
            self._leaving[person] = asyncio.get_running_loop().call_later(self.hub.grace, self._left, person)

    def put_out(self, person: int, code: int = OUT) -> None:
        """Cut every socket of a person who may not be here any more."""
        for seat in [seat for seat in self.seats if seat.person == person]:
            seat.cut(code)
            self.seats.discard(seat)
        if person in self._present:
            self._left(person)

    def close(self, code: int = CLOSED) -> None:
        """Let everybody out, after the last news."""
        self.flush()
        for seat in list(self.seats):
            seat.finish(code)
        self.seats.clear()
        for person in list(self._present):
            self._left(person)

    def _left(self, person: int) -> None:
        timer = self._leaving.pop(person, None)
        if timer is not None:
            timer.cancel()
        self._present.discard(person)
        self._tell(person, here=False)

    def _tell(self, person: int, *, here: bool) -> None:
        """Comings and goings are written together: a whole school reconnecting is one transaction, not hundreds."""
        self._comers.pop(person, None)
        self._comers[person] = here
        if self._telling is None:
            self._telling = asyncio.ensure_future(self._write_moves())

    async def _write_moves(self) -> None:
        try:
            while self._comers:
                moves, self._comers = self._comers, {}
                arrived = [person for person, here in moves.items() if here]
                departed = [person for person, here in moves.items() if not here]
                try:
                    for event in await self.moved(arrived, departed):
                        await self.take(event)
                except Exception:
                    logger.exception("room %s: comings and goings were not written", self.name)
        finally:
            self._telling = None
            self.hub.sweep(self)

    @property
    def is_empty(self) -> bool:
        """Nobody here, nobody expected back, nothing left to write."""
        return not (self.expected or self.seats or self._leaving or self._comers or self._telling)
