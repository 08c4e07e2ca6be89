"""On which days one is reminded of a task: pure, of days alone.

Nobody is reminded on a day off: a weekend, a holiday, a school break of the voivodeship. The reminder waits for
the next working day; one that is to come before the task is due comes earlier instead, if waiting would pass that day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

OFFSETS: dict[str, int] = {"three_before": -3, "day_before": -1, "day_after": 1, "week_after": 7}
"""Days from the day on which the task is due."""
LONGEST_BREAK = 80
"""More days off in a row than any calendar of schools has."""


def _working(day: date, step: int, is_free: Callable[[date], bool]) -> date:
    for _pass in range(LONGEST_BREAK):
        if not is_free(day):
            return day
        day += timedelta(days=step)
    return day


def day_of(which: str, due_on: date, is_free: Callable[[date], bool]) -> date:
    """The day of one reminder."""
    wanted = due_on + timedelta(days=OFFSETS[which])
    found = _working(wanted, 1, is_free)
    if OFFSETS[which] < 0 and found > due_on:
        return _working(wanted, -1, is_free)
    return found


def due_now(due_on: date, today: date, sent: set[str], is_free: Callable[[date], bool]) -> list[str]:
    """Reminders whose day has come and that have not gone out, in their order; only the last need be sent."""
    return [which for which in OFFSETS if which not in sent and day_of(which, due_on, is_free) <= today]
