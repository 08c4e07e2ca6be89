"""All rooms of one kind in one process, and its ear for the other processes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from channels.layers import InMemoryChannelLayer, get_channel_layer

from kit.hub.limits import (
    GRACE,
    ROUND,
    Crowd,
)
from kit.hub.rooms import Room
from kit.hub.words import aside, group_of, touched

logger = logging.getLogger(__name__)


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

    @asynccontextmanager
    async def room(self, name: str) -> AsyncIterator[Room]:
        """The room in this process, loaded; it is not swept away while somebody is on the way in."""
        await self.open()
        room = self.rooms.get(name)
        is_new = room is None
        if room is None:
            room = self.rooms[name] = self.make(self, name)
        room.expected += 1
        try:
            if is_new and self.layer is not None:
                await self.layer.group_add(group_of(self.prefix, name), self._channel)
            await room.ready()
            yield room
        finally:
            room.expected -= 1
            self.sweep(room)

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

    async def tell_aside(self, room: Room, person: int, tab: str, text: str) -> None:
        """Bring an encoded frame to one window of a person, here or in another process; nobody there, nothing sent."""
        if room.aside(person, tab, text) or self.alone or self.layer is None:
            return
        await self._send_aside(room, person, tab, text)

    async def tell(self, room: Room, text: str, person: int | None = None) -> None:
        """Bring an encoded frame that has no number to all windows of `person`, or to everybody, in all processes."""
        room.aside(person, None, text)
        if not self.alone and self.layer is not None:
            await self._send_aside(room, person, None, text)

    async def _send_aside(self, room: Room, person: int | None, tab: str | None, text: str) -> None:
        words = aside(room.name, person, tab, text) | {"by": self.key}
        try:
            await self.layer.group_send(group_of(self.prefix, room.name), words)
        except OSError:
            logger.warning("the channel layer is away; a word aside in room %s is lost", room.name)

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
                elif message["type"] == "hub.aside":
                    room.aside(int(message["person"]) or None, message["tab"] or None, message["text"])
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
