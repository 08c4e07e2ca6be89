"""The socket of one thread's open pages: it says which post came or changed, never what is in it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from forum import rules, selectors
from forum.broadcasts import person_group, thread_group
from kit.sockets import GONE, Socket, in_db
from kit.verdicts import NotThere

CHECK_EVERY = 45.0
"""Seconds between checks of a quiet socket's right (WS-07: 60 at most)."""
CHECK_FRESH = 5.0
"""Seconds for which a check counts when something is to be sent (AC-06)."""

WRITING_EVERY = 3.0
"""Seconds between two signs that somebody is writing."""

SHOWN = 500
"""How many posts of an open page may be asked about at once."""
SHOWN_EVERY = 1.0
"""Seconds between two such questions of one page."""


def _is_number(value: Any) -> bool:
    """Whether it can be the number of a post: what no column holds is never asked for."""
    return type(value) is int and 0 < value < 2**31


class ThreadSocket(Socket):
    """Forwards 'post 12 came' to readers of one thread, as long as they may read it.

    The first word is `here` with the number of the last post: a page that comes back after a break fetches what it
    missed, so that each post arrives once whatever happened to the line. The page then says which posts it shows and
    hears how they stand; what stands otherwise than before the break was changed meanwhile and is fetched anew.
    """

    group: str = ""
    own_group: str = ""
    watch: asyncio.Task | None = None
    checked_at: float = 0.0
    told_at: float = 0.0
    asked_at: float = -SHOWN_EVERY
    may_write = False

    async def enter(self) -> None:
        """The same selector as the page; then the thread's group."""
        self.thread_id = int(self.scope["url_route"]["kwargs"]["thread_id"])
        self.may_write = await in_db(self._enter)()
        self.checked_at = time.monotonic()
        self.group = thread_group(self.thread_id)
        self.own_group = person_group(self.user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.channel_layer.group_add(self.own_group, self.channel_name)
        await self.accept()
        last = await in_db(selectors.last_number_of)(self.thread_id)
        await self.say({"type": "here", "last": last})
        self.watch = asyncio.create_task(self._keep_watch())

    def _enter(self) -> bool:
        """Fetching is checking; gives whether the reader may also write."""
        thread = selectors.thread_for(self.user, self.thread_id)
        return bool(rules.may_reply(self.user, thread))

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
            await self.turn_away(GONE)
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

    async def on_shown(self, frame: dict[str, Any]) -> None:
        """The page says which posts it shows, and hears how they stand now."""
        numbers, now = frame.get("numbers"), time.monotonic()
        if not isinstance(numbers, list) or len(numbers) > SHOWN or not all(_is_number(one) for one in numbers):
            await self.say({"type": "refused", "reason": "frame"})
        elif now - self.asked_at >= SHOWN_EVERY and await self.still_may():
            self.asked_at = now
            states = await in_db(selectors.states_of)(self.thread_id, numbers)
            await self.say({"type": "states", "states": states})

    async def on_writing(self, frame: dict[str, Any]) -> None:
        """The reader is writing a reply: the other pages may say so, every few seconds at most."""
        now = time.monotonic()
        if now - self.told_at < WRITING_EVERY or not self.may_write:
            return
        self.told_at = now
        event = {"type": "person.writing", "user": self.user.pk, "name": str(self.user)}
        await self.channel_layer.group_send(self.group, event)

    async def person_writing(self, event: dict[str, Any]) -> None:
        """Somebody else is writing."""
        if event["user"] != self.user.pk and time.monotonic() - self.checked_at < CHECK_EVERY:
            await self.say({"type": "writing", "name": event["name"]})

    async def person_out(self, event: dict[str, Any]) -> None:
        """The reader lost a place in some network: ask the right to this thread anew."""
        await self.still_may()
