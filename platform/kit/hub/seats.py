"""One socket in a room, with its bounded outbox."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from kit.hub.limits import (
    SLOW,
    WAITING_BYTES,
    WAITING_FRAMES,
)

logger = logging.getLogger(__name__)


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
