"""What the chapters of the demo data share: who is who, which network is which, and the day it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kit import clock

WARSAW = ZoneInfo("Europe/Warsaw")


@dataclass
class World:
    """The demo world while it is being made. `chance` is seeded: every demo is alike."""

    people: dict[str, Any] = field(default_factory=dict)
    others: list[Any] = field(default_factory=list)
    networks: dict[str, Any] = field(default_factory=dict)
    members: dict[str, list[Any]] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(2026))  # noqa: S311 - demo data

    def speaker(self, network: str, who: str) -> Any:
        """A person of the network: by the name of an account, or the n-th member."""
        if who in self.people:
            return self.people[who]
        members = self.members[network]
        return members[int(who) % len(members)]


@contextmanager
def days_ago(days: float, hour: int = 16) -> Iterator[datetime]:
    """Inside, services believe it is `days` earlier, at `hour` o'clock."""
    day = clock.today() - timedelta(days=days)
    moment = datetime.combine(day, time(hour, 10), WARSAW)
    with clock.moved_to(moment):
        yield moment
