"""What stands on the timeline of a network's school year: rooms sign their marks in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit.registry import Registry


@dataclass(frozen=True)
class Mark:
    """One thing on one day: a meeting, a deadline. `icon` is a name of the icon set, `label` the words."""

    on: date
    label: str
    url: str = ""
    icon: str = "calendar"
    done: bool = False


MARKS: Registry[Callable[[Any], list[Mark]]] = Registry("networks.timeline")
"""Functions standing (Membership with its year) → marks the reader may see, in one or two queries."""


@dataclass(frozen=True)
class Month:
    """One month of the school year with its marks in order of days."""

    first: date
    is_now: bool
    is_past: bool
    marks: list[Mark]


def months_of(standing: Any, today: date) -> list[Month]:
    """The twelve months of the standing's school year, September to August, with their marks (BR26)."""
    start = standing.edition.school_year.starts_on
    marks = sorted((mark for signed in MARKS for mark in signed(standing)), key=lambda mark: (mark.on, mark.label))
    months = []
    for number in range(12):
        year, month = start.year + (start.month - 1 + number) // 12, (start.month - 1 + number) % 12 + 1
        own = [mark for mark in marks if (mark.on.year, mark.on.month) == (year, month)]
        months.append(
            Month(
                first=date(year, month, 1),
                is_now=(today.year, today.month) == (year, month),
                is_past=(year, month) < (today.year, today.month),
                marks=own,
            )
        )
    return months
