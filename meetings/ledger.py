"""Intervals of presence: pure functions, so that the ledger can be checked by properties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

Interval = tuple[datetime, datetime]
GAP = timedelta(seconds=60)
"""Who lost the connection for less than this was there all the time."""


def merged(intervals: Iterable[Interval], gap: timedelta = GAP) -> list[Interval]:
    """The same time without overlaps, in order; pauses shorter than `gap` are closed.

    A stay of no length is none: two pauses around it stay as long as they are together.
    """
    found: list[Interval] = []
    for begin, end in sorted(one for one in intervals if one[1] > one[0]):
        if found and begin - found[-1][1] < gap:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def clipped(intervals: Iterable[Interval], begin: datetime, end: datetime) -> list[Interval]:
    """What of the intervals lies between two moments."""
    cut = ((max(one[0], begin), min(one[1], end)) for one in intervals)
    return [one for one in cut if one[0] < one[1]]


def length(intervals: Iterable[Interval]) -> timedelta:
    """How long they are together; they must not overlap."""
    return sum((end - begin for begin, end in intervals), timedelta())
