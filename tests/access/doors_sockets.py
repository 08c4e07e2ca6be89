"""Doors of live sockets, knocked on through the whole application: origin, session, person, right."""

from __future__ import annotations

from typing import Any

from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator

from tests.access.doors import Door
from tests.access.doors_forum import _thread
from tests.patience import PATIENCE


def _knock(world: Any, client: Any, path: str) -> Any:
    """What the handshake of this browser ends in; 4403 for nobody in particular is a way to sign-in."""
    from django.conf import settings

    from config.asgi import application

    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"origin", settings.SOCKET_ORIGINS[0].encode()), (b"cookie", cookies.encode())]

    async def knock() -> int:
        line = WebsocketCommunicator(application, path, headers=headers)
        accepted, code = await line.connect(timeout=PATIENCE)
        await line.disconnect()
        return 200 if accepted else int(code or 4404)

    answer = async_to_sync(knock)()
    return "L" if world.actor is None and answer == 4403 else answer


PATHS = {
    "ws/powiadomienia/": ("signed_in", "inbox socket", lambda world: {}),
    "ws/watek/<int:thread_id>/": ("thread_read", "thread socket", lambda world: {"thread_id": _thread(world).pk}),
    "ws/pokoj/<int:pk>/": ("meeting_room", "room socket", lambda world: {"pk": world.fixture("meeting").pk}),
}
"""Every socket by its route: its row, its name, and the numbers in its address."""


def _door(route: str) -> Door:
    row, name, where = PATHS[route]

    def opens(world: Any, client: Any) -> Any:
        path = f"/{route}"
        for word, number in where(world).items():
            path = path.replace(f"<int:{word}>", str(number))
        return _knock(world, client, path)

    return Door(row, name, "socket", opens)


DOORS: list[Door] = [_door(route) for route in PATHS]
