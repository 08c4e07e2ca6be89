"""The rooms of meetings in this process: kit.hub with the truth in our tables."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from kit import hub
from kit.sockets import in_db
from meetings import room_state, selectors, services
from meetings.broadcasts import PREFIX

KEEP_ALIVE_EVERY = 7
"""Rounds (of four seconds) after which stays are kept alive."""


class MeetingRoom(hub.Room):
    """The room of one meeting; its name is the meeting's number."""

    state: room_state.State

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
        self.state = room_state.apply(self.state, event)
        if not self.state["open"]:
            asyncio.get_running_loop().call_soon(self.close)

    def snapshot(self) -> dict[str, Any]:
        """The whole state."""
        return self.state

    async def moved(self, arrived: list[int], departed: list[int]) -> list[dict[str, Any]]:
        """Write stays."""
        return await in_db(_moved)(self.meeting_id, self.hub.key, arrived, departed)


def _moved(meeting_id: int, process: str, arrived: list[int], departed: list[int]) -> list[dict[str, Any]]:
    happened = services.moved(meeting_id=meeting_id, process=process, arrived=arrived, departed=departed)
    return [selectors.event_frame(event) for event in happened]


class MeetingHub(hub.Hub):
    """All meeting rooms of this process."""

    rounds = 0

    async def begun(self) -> None:
        """End the stays a dead process left open."""
        await in_db(services.close_abandoned)(process=self.key, alone=self.alone)

    async def inspect(self, rooms: list[hub.Room]) -> list[tuple[hub.Room, int]]:
        """Keep stays alive; give those who have lost their place, their account or their session."""
        self.rounds += 1
        if self.rounds % KEEP_ALIVE_EVERY == 0:
            await in_db(services.keep_alive)(process=self.key)
            for meeting_id in await in_db(services.close_abandoned)(process=self.key):
                if str(meeting_id) in self.rooms:
                    await self.rooms[str(meeting_id)].catch_up()
        present: dict[int, set[int]] = {}
        sessions: dict[str, tuple[int, int]] = {}
        for room in rooms:
            for seat in room.seats:
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
