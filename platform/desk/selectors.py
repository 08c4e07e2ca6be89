"""What stands on the signed-in start page: only what the person can act on, in one order for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kit import clock
from kit.panels import DESK, Panel, drawn

Drawn = tuple[Panel, dict[str, Any]]

BESIDE_FROM = 55
"""Cards from this position on (my networks and other ways on) stand beside what waits."""


EVENING_BEGINS, EVENING_ENDS = 18, 4


@dataclass(frozen=True)
class Desk:
    """Cards that wait for the person, cards that lead on, and whether one says good evening."""

    waiting: list[Drawn]
    beside: list[Drawn]
    today: date
    is_evening: bool

    @property
    def is_empty(self) -> bool:
        """Nothing at all: a person's first visit."""
        return not self.waiting and not self.beside


def desk_for(user: Any) -> Desk:
    """The start page of `user`; the number of queries depends on the cards signed in, never on what they hold."""
    cards = drawn(DESK, user)
    return Desk(
        waiting=[card for card in cards if card[0].position < BESIDE_FROM],
        beside=[card for card in cards if card[0].position >= BESIDE_FROM],
        today=clock.today(),
        is_evening=not EVENING_ENDS <= timezone.localtime(clock.now()).hour < EVENING_BEGINS,
    )
