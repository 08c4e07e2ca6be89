"""A room in a process: whoever is on the way in finds the same room as everybody else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from kit.hub import Hub, Room, Seat


class Slow(Room):
    """A room whose state takes as long to load as the test wants."""

    loaded: asyncio.Event

    async def load(self) -> int:
        """Wait for the test."""
        await self.loaded.wait()
        return 0

    async def since(self, number: int) -> list[dict[str, Any]]:
        """Nothing was missed."""
        return []

    def absorb(self, event: dict[str, Any]) -> None:
        """Nothing is kept."""

    def snapshot(self) -> dict[str, Any]:
        """Nothing is kept."""
        return {}


class Listening(Seat):
    """A seat that remembers what it was sent."""

    def __init__(self, person: int) -> None:
        self.heard: list[str] = []
        super().__init__(person, send=self._hear, cut=self._end)

    async def _hear(self, text: str) -> None:
        self.heard.append(text)

    async def _end(self, code: int) -> None:
        self.heard.append(str(code))


@pytest.mark.asyncio
async def test_a_round_while_somebody_comes_in_does_not_part_people():
    Slow.loaded = asyncio.Event()
    here = Hub(Slow, prefix="trial")
    first, second = Listening(1), Listening(2)

    async def comes(seat: Seat) -> Room:
        async with here.room("5") as room:
            room.sit(seat, None)
            return room

    early = asyncio.ensure_future(comes(first))
    await asyncio.sleep(0)
    while "5" not in here.rooms:
        await asyncio.sleep(0)
    here.sweep(here.rooms["5"])  # what a round does with a room in which nobody sits
    Slow.loaded.set()
    assert await early is await comes(second)
    await here.rooms["5"].take({"number": 1, "kind": "said"})
    while not all("said" in "".join(seat.heard) for seat in (first, second)):
        await asyncio.sleep(0)
    here.rooms["5"].close()
    await here.shut()
