"""The socket of one thread's open pages: it says which post came or changed, never what is in it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from forum import selectors
from forum.broadcasts import person_group, thread_group
from kit.sockets import GONE, Socket, in_db
from kit.verdicts import NotThere

CHECK_EVERY = 45.0
"""Seconds between checks of a quiet socket's right (WS-07: 60 at most)."""
CHECK_FRESH = 5.0
"""Seconds for which a check counts when something is to be sent (AC-06)."""


class ThreadSocket(Socket):
    """Forwards 'post 12 came' to readers of one thread, as long as they may read it."""

    group: str = ""
    own_group: str = ""
    watch: asyncio.Task | None = None
    checked_at: float = 0.0

    async def enter(self) -> None:
        """The same selector as the page; then the thread's group."""
        self.thread_id = int(self.scope["url_route"]["kwargs"]["thread_id"])
        await in_db(selectors.thread_for)(self.user, self.thread_id)
        self.checked_at = time.monotonic()
        self.group = thread_group(self.thread_id)
        self.own_group = person_group(self.user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.channel_layer.group_add(self.own_group, self.channel_name)
        await self.accept()
        self.watch = asyncio.create_task(self._keep_watch())

    async def disconnect(self, code: int) -> None:
        """Leave the group, stop watching."""
        if self.watch is not None:
            self.watch.cancel()
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)
            await self.channel_layer.group_discard(self.own_group, self.channel_name)

    async def _keep_watch(self) -> None:
        while True:
            await asyncio.sleep(CHECK_EVERY)
            if not await self.still_may():
                return

    async def still_may(self) -> bool:
        """Ask the right anew; close the socket when it is gone."""
        try:
            await in_db(selectors.may_still_read)(self.user.pk, self.thread_id)
        except NotThere:
            await self.close(code=GONE)
            return False
        self.checked_at = time.monotonic()
        return True

    async def _forward(self, event: dict[str, Any], kind: str) -> None:
        fresh = time.monotonic() - self.checked_at < CHECK_FRESH
        if fresh or await self.still_may():
            await self.say({"type": kind, "number": event["number"]})

    async def post_posted(self, event: dict[str, Any]) -> None:
        """A post came."""
        await self._forward(event, "posted")

    async def post_changed(self, event: dict[str, Any]) -> None:
        """A post was changed, hidden, shown or taken back."""
        await self._forward(event, "changed")

    async def person_out(self, event: dict[str, Any]) -> None:
        """The reader lost a place in some network: ask the right to this thread anew."""
        await self.still_may()
