"""One browser of one person in one room, for tests of sockets."""

from __future__ import annotations

import json
from typing import Any

from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator

from kit.sockets import OriginCheck
from meetings import room_state
from meetings.routing import websocket_urlpatterns
from tests.patience import PATIENCE

ORIGIN = b"http://testserver"


class Browser:
    """One browser of one person in one room; keeps the state as room.js does."""

    def __init__(self, user: Any, meeting: Any, origin: bytes = ORIGIN) -> None:
        self.user, self.meeting = user, meeting
        self.state, self.known = room_state.empty(), False
        self.others: list[dict] = []
        router = URLRouter(websocket_urlpatterns)
        self.socket = WebsocketCommunicator(
            OriginCheck(router), f"/ws/pokoj/{meeting.pk}/", headers=[(b"origin", origin)]
        )
        self.socket.scope["user"] = user

    async def connect(self) -> Any:
        return await self.socket.connect(timeout=PATIENCE)

    async def enter(self) -> Browser:
        connected, _code = await self.connect()
        assert connected
        await self.send(type="hello", last=self.state["number"] if self.known else None)
        await self.until(lambda: self.known)
        return self

    async def send(self, **frame: Any) -> None:
        await self.socket.send_to(text_data=json.dumps(frame))

    async def hear(self) -> list[dict]:
        frames = json.loads(await self.socket.receive_from(timeout=PATIENCE))
        frames = frames if isinstance(frames, list) else [frames]
        for frame in frames:
            self.take(frame)
        return frames

    def take(self, frame: dict) -> None:
        if frame["type"] == "snapshot":
            self.state = frame["state"]
        elif frame["type"] == "event":
            assert frame["number"] <= self.state["number"] + 1, "a gap"
            self.state = room_state.apply(self.state, frame)
        elif frame["type"] == "ready":
            assert frame["number"] == self.state["number"]
            self.known = True
        else:
            self.others.append(frame)

    async def until(self, true: Any) -> None:
        while not true():
            await self.hear()

    async def drop(self) -> None:
        await self.socket.disconnect()
