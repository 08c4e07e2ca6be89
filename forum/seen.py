"""Which posts of a thread a reader has seen: ranges of numbers, kept as words like `1-57,60`.

A thread is read in any order (a branch first, the last page before the middle), so one number is not enough; ranges
stay short because people read in stretches. Nothing here knows of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Ranges = list[tuple[int, int]]
"""Ranges from, to (both inside), in order, never touching."""


def parse(words: str) -> Ranges:
    """Ranges from the stored words; what was only added at their end is put in its place."""
    ranges = []
    for part in words.split(",") if words else ():
        first, _dash, last = part.partition("-")
        ranges.append((int(first), int(last or first)))
    in_order = all(before[1] + 1 < after[0] for before, after in pairwise(ranges))
    return ranges if in_order else union(ranges)


def written(ranges: Ranges) -> str:
    """The words that are stored."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def ranges_of(numbers: Iterable[int]) -> Ranges:
    """Ranges that hold exactly these numbers."""
    return union([(number, number) for number in numbers])


def union(*many: Ranges) -> Ranges:
    """Ranges that hold what any of the given ones holds."""
    result: Ranges = []
    for first, last in sorted(one for ranges in many for one in ranges):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result


def missing(ranges: Ranges, last: int) -> Ranges:
    """What of 1…`last` the ranges do not hold."""
    result, begin = [], 1
    for start, end in ranges:
        if start > last:
            break
        if start > begin:
            result.append((begin, start - 1))
        begin = end + 1
    if begin <= last:
        result.append((begin, last))
    return result


def count(ranges: Ranges) -> int:
    """How many numbers the ranges hold."""
    return sum(last - first + 1 for first, last in ranges)


def holds(ranges: Ranges, number: int) -> bool:
    """Whether the ranges hold `number`."""
    return any(first <= number <= last for first, last in ranges)


def unread(last: int, seen: str, gone: str) -> Ranges:
    """Numbers 1…`last` that a reader of `seen` has before, without those that are `gone` from sight."""
    known = parse(seen)
    return missing(union(known, parse(gone)) if gone else known, last)
