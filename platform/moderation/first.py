"""What somebody reads before others see it: one rule for everything that people write in a place.

The modes are the same everywhere (`OPEN`, `FIRST`, `QUIET`, `EVERYTHING`); a room keeps the order of its places in rows
of its own, with words of its own for the modes, and asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Protocol

from django.utils import timezone

from kit import clock
from moderation.enums import Why
from moderation.watch import Found, fingerprint, noticed, says

OPEN, FIRST, QUIET, EVERYTHING = "open", "first", "quiet", "everything"
SAME_WITHIN = timedelta(hours=24)
"""How long the same long text counts as a repetition."""
LOOK_BACK = 20
"""So many of a person's latest texts are compared."""


class Order(Protocol):
    """How a place wants to be read first."""

    mode: str
    quiet_from: int
    """Local hours, 0 to 23; equal hours are no quiet hours."""
    quiet_until: int


def reason_to_wait(
    markup: str,
    *,
    place: str,
    order: Order,
    first: int,
    wrote: Callable[[], int],
    said: Callable[[], Iterable[str]] | None,
) -> Found | None:
    """Why what a member wrote waits to be read first; None when it stands at once.

    `place` is the place's key ("network:5"), `first` how many first texts of a new person wait, `wrote()` how many of
    theirs stand there, `said()` their latest texts as HTML (None where a repetition is meant). Both are asked only
    where the order needs them.
    """
    seen = noticed(markup, place=place)
    if seen is not None:
        return seen
    if order.mode == EVERYTHING:
        return Found(Why.EVERYTHING, "")
    if order.mode == FIRST and wrote() < first:
        return Found(Why.NEWCOMER, "")
    if order.mode == QUIET and is_quiet(order):
        return Found(Why.QUIET_HOURS, "")
    wanted = fingerprint(markup)
    if wanted and said is not None and any(says(other, wanted) for other in said()):
        return Found(Why.REPEATED, "")
    return None


def is_quiet(order: Order) -> bool:
    """Whether quiet hours last now; equal hours are none."""
    hour, begin, end = timezone.localtime(clock.now()).hour, order.quiet_from, order.quiet_until
    return begin <= hour < end if begin <= end else hour >= begin or hour < end
