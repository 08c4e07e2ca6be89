"""How fast and how many: the numbers of a hub, the bucket of one person, the crowd of one process (WS-08, WS-10)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

RATE, BURST = 20.0, 40.0
"""Frames a second of one person over all their sockets, and how many at once (WS-08)."""
SOCKETS_A_PERSON, SOCKETS_A_PROCESS = 10, 3_000
WAITING_FRAMES, WAITING_BYTES, LAG = 100, 1024 * 1024, 512
"""A reader this far behind is cut and may come back for a snapshot (WS-10); `LAG` counts events not yet seen."""
RING = 1_024
GRACE = 10.0
"""Seconds a person may be away (a reload, a tunnel) before the others are told."""
ROUND = 4.0
"""Seconds between two rounds in which rights are asked again (WS-07)."""

SLOW, OUT, CLOSED, REPLACED = 4408, 4403, 4410, 4409
"""Codes with which a room cuts a socket: too slow, no longer allowed, the room is closed, the same window
came back."""


def encoded(frame: dict[str, Any]) -> str:
    """One frame as text."""
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Bucket:
    """A token bucket."""

    def __init__(self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self.burst, self.clock = rate, burst, clock
        self.tokens, self.at = burst, clock()

    def take(self) -> bool:
        """Whether one more may pass now."""
        now = self.clock()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


class Crowd:
    """Who is connected to this process: sockets are counted and frames metered by person."""

    def __init__(self) -> None:
        self.sockets: dict[int, int] = {}
        self.buckets: dict[int, Bucket] = {}

    def enter(self, person: int) -> bool:
        """Take a place for one more socket of `person`; False when there is none."""
        held = self.sockets.get(person, 0)
        if held >= SOCKETS_A_PERSON or sum(self.sockets.values()) >= SOCKETS_A_PROCESS:
            return False
        self.sockets[person] = held + 1
        self.buckets.setdefault(person, Bucket())
        return True

    def leave(self, person: int) -> None:
        """Give the place back."""
        held = self.sockets.get(person, 0) - 1
        if held > 0:
            self.sockets[person] = held
        else:
            self.sockets.pop(person, None)
            bucket = self.buckets.get(person)
            # A bucket that is not full again stays, or reconnecting would be a way round the limit.
            if bucket is not None and bucket.take() and bucket.tokens >= bucket.burst - 1:
                del self.buckets[person]

    def may_speak(self, person: int) -> bool:
        """Whether one more frame of `person` may pass now."""
        return self.buckets.setdefault(person, Bucket()).take()
