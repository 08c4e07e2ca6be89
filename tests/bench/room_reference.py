"""The reference for rooms: a bare broadcast server on `websockets`; what comes in a room goes to everybody in it."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from websockets.asyncio.server import broadcast, serve

ROOMS: dict[str, set[Any]] = {}


async def sit(connection: Any) -> None:
    """Parse each frame once, write it once, send it to all."""
    room = ROOMS.setdefault(connection.request.path, set())
    room.add(connection)
    try:
        async for text in connection:
            broadcast(room, json.dumps(json.loads(text)))
    finally:
        room.discard(connection)


async def main(port: int) -> None:
    """Serve until killed."""
    async with serve(sit, "127.0.0.1", port, compression=None, ping_interval=None):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
