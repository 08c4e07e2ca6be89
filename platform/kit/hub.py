"""Rooms of sockets inside one process: numbered events out, limits in, and word between processes.

A room's truth lies in the database: every event has a number and is committed before it comes here. A room keeps
the last events already encoded and a state made from them, so that a person who comes back gets exactly what was
missed, or a fresh snapshot, without a question to the database. An event is encoded once for all, and all that
happens in one pass of the loop leaves in one frame. Between processes only the word goes round that a room has
something new; each process then reads it itself, in order.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

RATE, BURST = 20.0, 40.0
"""Frames a second of one person over all their sockets, and how many at once (WS-08)."""
SOCKETS_A_PERSON, SOCKETS_A_PROCESS = 10, 3_000
WAITING_FRAMES, WAITING_BYTES, LAG = 100, 1024 * 1024, 512
"""A reader this far behind is cut and may come back for a snapshot (WS-10); `LAG` counts events not yet seen."""
RING = 1_024
GRACE = 10.0
"""Seconds a person may be away (a reload, a tunnel) before the others are told."""
ROUND = 4.0
"""Seconds between two rounds in which rights are asked again (WS-07)."""

SLOW, OUT, CLOSED = 4408, 4403, 4410
"""Codes with which a room cuts a socket: too slow, no longer allowed, the room is closed."""


def encoded(frame: dict[str, Any]) -> str:
    """One frame as text."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Bucket:
    """A token bucket."""

    def __init__(self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self.tokens, self.at = burst, clock()

    def take(self) -> bool:
        """Whether one more may pass now."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class Crowd:
    """Who is connected to this process: sockets are counted and frames metered by person."""

    def __init__(self) -> None:
        self.sockets: dict[int, int] = {}
        self.buckets: dict[int, Bucket] = {}

    def enter(self, person: int) -> bool:
        """Take a place for one more socket of `person`; False when there is none."""
        held = self.sockets.get(person, 0)
        if held >= SOCKETS_A_PERSON or sum(self.sockets.values()) >= SOCKETS_A_PROCESS:
            return False
        self.sockets[person] = held + 1
        self.buckets.setdefault(person, Bucket())
        return True

    def leave(self, person: int) -> None:
        """Give the place back."""
        held = self.sockets.get(person, 0) - 1
        if held > 0:
            self.sockets[person] = held
        else:
            self.sockets.pop(person, None)
            bucket = self.buckets.get(person)
            # A bucket that is not full again stays, or reconnecting would be a way round the limit.
            if bucket is not None and bucket.take() and bucket.tokens >= bucket.burst - 1:
                del self.buckets[person]

    def may_speak(self, person: int) -> bool:
        """Whether one more frame of `person` may pass now."""
        return self.buckets.setdefault(person, Bucket()).take()


class Seat:
    """One socket in a room, with its bounded outbox."""

    def __init__(
        self, person: int, send: Callable[[str], Awaitable[None]], cut: Callable[[int], Awaitable[None]], **about: Any
    ) -> None:
        self.person, self.about = person, about
        self._send, self._cut = send, cut
        self._waiting: list[str] = []
        self._weight = 0
        self._writer: asyncio.Task | None = None
        self._ending: int | None = None
        self.seen = 0
        self.gone = False

    def push(self, frames: str) -> None:
        """Queue one or more encoded frames joined by commas; a reader who cannot keep up is cut."""
        if self.gone or self._ending is not None:
            return
        self._waiting.append(frames)
        self._weight += len(frames)
        if len(self._waiting) > WAITING_FRAMES or self._weight > WAITING_BYTES:
            self.cut(SLOW)
        elif self._writer is None:
            self._writer = asyncio.ensure_future(self._write())

    def finish(self, code: int) -> None:
        """Close the socket once what is queued has been sent."""
        if self._writer is None:
            self.cut(code)
        else:
            self._ending = code

    def cut(self, code: int) -> None:
        """Close the socket; nothing more is sent to it."""
        if self.gone:
            return
        self.gone = True
        self._waiting.clear()
        asyncio.ensure_future(self._close(code))  # noqa: RUF006 - the socket's own task ends with it

    async def _close(self, code: int) -> None:
        with contextlib.suppress(Exception):
            await self._cut(code)

    async def _write(self) -> None:
        try:
            while self._waiting:
                text, self._waiting, self._weight = "[" + ",".join(self._waiting) + "]", [], 0
                await self._send(text)
        except Exception:
            self.gone = True
        finally:
            self._writer = None
            if self._ending is not None:
                self.cut(self._ending)


class Room:
    """One room in this process. Subclasses say where the truth lies (`load`, `since`, `absorb`, `snapshot`)."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.hub, self.name = hub, name
        self.seats: set[Seat] = set()
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

    async def load(self) -> int:
        """Build the state from the truth; give the number of the last event in it."""
        raise NotImplementedError

    async def since(self, number: int) -> list[dict[str, Any]]:
        """Committed events after `number`, in order."""
        raise NotImplementedError

    def absorb(self, event: dict[str, Any]) -> None:
        """Change the state by one event."""

    def snapshot(self) -> dict[str, Any]:
        """The whole state as a frame's values."""
        raise NotImplementedError

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

    # --- people

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
        return not (self.seats or self._leaving or self._comers or self._telling)


class Hub:
    """All rooms of one kind in this process."""

    def __init__(self, make: Callable[[Hub, str], Room], *, prefix: str, grace: float = GRACE) -> None:
        self.make, self.prefix, self.grace = make, prefix, grace
        self.key = secrets.token_hex(8)
        self.rooms: dict[str, Room] = {}
        self.crowd = Crowd()
        self.layer = get_channel_layer()
        self.alone = isinstance(self.layer, InMemoryChannelLayer)
        self._channel = ""
        self._tasks: list[asyncio.Task] = []
        self._announced: set[str] = set()
        self._opening: asyncio.Task | None = None

    async def open(self) -> None:
        """Start listening to the other processes and going the rounds; a second call does nothing."""
        if self._opening is None:
            self._opening = asyncio.ensure_future(self._open())
        await asyncio.shield(self._opening)

    async def _open(self) -> None:
        await self.begun()
        if self.layer is not None:
            self._channel = await self.layer.new_channel(self.prefix)
            self._tasks.append(asyncio.ensure_future(self._listen()))
        self._tasks.append(asyncio.ensure_future(self._rounds()))

    async def begun(self) -> None:
        """Before the first room of this process is opened."""

    async def inspect(self, rooms: list[Room]) -> Iterable[tuple[Room, int]]:
        """Go the round: give (room, person) of those who may not be there any more."""
        return []

    async def shut(self) -> None:
        """Stop everything (a test's end)."""
        for task in self._tasks:
            task.cancel()
        for room in self.rooms.values():
            for timer in room._leaving.values():
                timer.cancel()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tasks.clear()

    async def room(self, name: str) -> Room:
        """The room in this process, loaded."""
        await self.open()
        room = self.rooms.get(name)
        if room is None:
            room = self.rooms[name] = self.make(self, name)
            if self.layer is not None:
                await self.layer.group_add(group_of(self.prefix, name), self._channel)
        try:
            await room.ready()
        except Exception:
            self.sweep(room)
            raise
        return room

    def sweep(self, room: Room) -> None:
        """Forget a room in which nobody is left; its truth lies elsewhere."""
        if room.is_empty and self.rooms.get(room.name) is room:
            del self.rooms[room.name]
            if self.layer is not None:
                asyncio.ensure_future(self.layer.group_discard(group_of(self.prefix, room.name), self._channel))  # noqa: RUF006

    def announce(self, name: str) -> None:
        """Tell the other processes, once a pass of the loop, that the room has something new."""
        if self.alone or self.layer is None or name in self._announced:
            return
        self._announced.add(name)
        asyncio.get_running_loop().call_soon(lambda: asyncio.ensure_future(self._publish(name)))

    async def _publish(self, name: str) -> None:
        self._announced.discard(name)
        try:
            await self.layer.group_send(group_of(self.prefix, name), touched(name, by=self.key))
        except OSError:
            logger.warning("the channel layer is away; room %s is caught up in the next round", name)

    async def _listen(self) -> None:
        while True:
            try:
                message = await self.layer.receive(self._channel)
            except OSError:
                await asyncio.sleep(1)
                continue
            room = self.rooms.get(message.get("room", ""))
            if room is None or message.get("by") == self.key:
                continue
            try:
                if message["type"] == "hub.out":
                    room.put_out(int(message["person"]))
                else:
                    await room.ready()
                    await room.catch_up()
            except Exception:
                logger.exception("room %s was not caught up", room.name)

    async def _rounds(self) -> None:
        while True:
            await asyncio.sleep(ROUND)
            rooms = list(self.rooms.values())
            if not rooms:
                continue
            try:
                for room, person in await self.inspect(rooms):
                    room.put_out(person)
                for room in rooms:
                    if not self.alone and room.seats:
                        await room.catch_up()
                    self.sweep(room)
            except Exception:
                logger.exception("a round through the rooms failed")


def group_of(prefix: str, name: str) -> str:
    """The channel group of one room over all processes."""
    return f"{prefix}-{name}"


def touched(name: str, *, by: str = "") -> dict[str, Any]:
    """The word that a room has something new."""
    return {"type": "hub.touched", "room": name, "by": by}


def person_out(name: str, person: int) -> dict[str, Any]:
    """The word that a person may not be in a room any more."""
    return {"type": "hub.out", "room": name, "person": person}
