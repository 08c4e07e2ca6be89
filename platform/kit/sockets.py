"""What every socket of ours shares: exact Origin, signed-in person, checked frames, a refusal instead of an error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from asgiref.sync import SyncToAsync
from channels.auth import get_user as person_of_session
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.db import connections

from kit import refused_access
from kit.verdicts import NotThere, Refused

MAX_FRAME = 16 * 1024
MAX_NESTING = 8
TOO_MANY = 1_000
"""Frames over the limit before the socket is closed."""

GONE, FORBIDDEN, FOREIGN, TOO_MUCH = 4404, 4403, 4400, 4429
"""Codes with which we close: not there, not allowed, foreign Origin, over a limit."""

KEPT_SECONDS = 60
"""How long the thread of sockets keeps its connection to the database."""


class _InDb(SyncToAsync):
    """Runs a function in the thread of sockets with a connection that stays open for a while.

    Channels' own way closes it after every visit. Opening one is half the cost of a visit on SQLite, so a school that
    comes back at once would wait twice as long (K3).
    """

    def thread_handler(self, loop: Any, *args: Any, **kwargs: Any) -> Any:
        for connection in connections.all(initialized_only=True):
            if connection.in_atomic_block:
                continue
            is_old = connection.close_at is not None and time.monotonic() > connection.close_at + KEPT_SECONDS
            if is_old or (connection.errors_occurred and not connection.is_usable()):
                connection.close()
            connection.errors_occurred = False
        return super().thread_handler(loop, *args, **kwargs)


def in_db(function: Callable[..., Any]) -> Callable[..., Any]:
    """`await in_db(function)(…)`: the function's result, from the thread in which sockets ask the database."""
    return _InDb(function, thread_sensitive=True)


__all__ = ["MAX_FRAME", "OriginCheck", "Socket", "in_db"]


class OriginCheck:
    """Lets a handshake through only from an Origin equal in scheme, host and port to a configured one (WS-01)."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    async def __call__(self, scope: dict, receive: Any, send: Any) -> Any:
        if scope["type"] == "websocket":
            origin = dict(scope["headers"]).get(b"origin", b"").decode("latin-1")
            if origin.rstrip("/") not in settings.SOCKET_ORIGINS:
                await send({"type": "websocket.close", "code": FOREIGN})
                return None
        return await self.inner(scope, receive, send)


def _nesting(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((_nesting(item) for item in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_nesting(item) for item in value), default=0)
    return 0


def _is_half_a_sign(text: str, frame: dict) -> bool:
    """Whether half of a pair of signs stands in it: it cannot be sent on, whoever it is meant for would be cut."""
    if "\\u" not in text:
        return False
    try:
        json.dumps(frame, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _short(key: Any) -> bool:
    return isinstance(key, str) and len(key) <= 64


class Socket(AsyncWebsocketConsumer):
    """A JSON socket. Subclasses write `enter` and `on_<type>` methods; a frame of another type is refused."""

    user: Any
    refusals = 0
    is_shut = False
    """We have closed it; what still arrives is let be."""

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Hand a message to its method.

        Channels would first hop into a thread to look for old database connections, for every frame of every socket;
        `in_db` does that itself where a database is really used.
        """
        handler = getattr(self, get_handler_name(message), None)
        if handler is None:
            raise ValueError(f"no handler for {message['type']}")
        await handler(message)

    async def connect(self) -> None:
        """Check the person before accepting (WS-03)."""
        self.user = None
        try:
            self.user = await in_db(self._known)()
            if self.user is None or not self.user.is_authenticated:
                await self.turn_away(FORBIDDEN)
                return
            await self.enter()
        except NotThere:
            await self.turn_away(GONE)
        except Refused:
            await self.turn_away(FORBIDDEN)

    async def turn_away(self, code: int) -> None:
        """Close, and leave a line that says who was not let in (AC-15)."""
        which = self.scope.get("url_route", {}).get("kwargs", {})
        refused_access.note(who=self.user, how="socket", what=type(self).__name__, which=which, status=code)
        await self.close(code=code)

    async def close(self, *words: Any, **values: Any) -> None:
        """Close, and do nothing of what was already under way from there."""
        self.is_shut = True
        await super().close(*words, **values)

    def _known(self) -> Any:
        """The person of the session, admitted, in one visit to the database.

        One visit, not two: when a whole school reconnects at once, each socket is accepted as soon as its turn comes,
        instead of all waiting until everybody's session has been read (K3).
        """
        user = self.user = self.scope.get("user") or person_of_session.func(self.scope)
        if user.is_authenticated:
            self.admit(user)
        return user

    def admit(self, user: Any) -> None:
        """Ask for the right to this socket. Raises NotThere or Refused."""

    async def enter(self) -> None:
        """Check rights with the same selectors as the pages, join groups, accept."""
        await self.accept()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Check a frame's size, shape and type, then hand it to `on_<type>` (WS-04)."""
        if self.is_shut:
            return
        if not self.may_speak():
            await self._too_fast()
            return
        frame = self._parse(text_data)
        handler = getattr(self, f"on_{frame['type']}", None) if frame else None
        if frame is None or handler is None:
            await self.say({"type": "refused", "reason": "frame"})
            return
        key = frame.get("key")
        try:
            await handler(frame)
        except Refused as refused:
            await self.say({"type": "refused", "reason": str(refused.reason), "key": key if _short(key) else None})
        except NotThere:
            await self.not_there()

    def may_speak(self) -> bool:
        """Whether one more frame of this person may pass now."""
        return True

    async def _too_fast(self) -> None:
        """Answer the first frame over the limit and every hundredth; close when it goes on and on."""
        self.refusals += 1
        if self.refusals >= TOO_MANY:
            await self.close(code=TOO_MUCH)
        elif self.refusals % 100 == 1:
            await self.say({"type": "refused", "reason": "rate"})

    async def not_there(self) -> None:
        """What an act was about is gone, or not for this person any more."""
        await self.turn_away(GONE)

    @staticmethod
    def _parse(text: str | None) -> dict | None:
        if not text or len(text.encode("utf-8", "replace")) > MAX_FRAME:
            return None
        try:
            frame = json.loads(text)
        except (ValueError, RecursionError):  # what is not JSON, and numbers or nesting beyond Python's limits
            return None
        if not isinstance(frame, dict) or _nesting(frame) > MAX_NESTING or _is_half_a_sign(text, frame):
            return None
        kind = frame.get("type")
        return frame if isinstance(kind, str) and kind.isidentifier() and kind.islower() else None

    async def say(self, frame: dict) -> None:
        """Send one JSON frame."""
        await self.send(text_data=json.dumps(frame, ensure_ascii=False))
