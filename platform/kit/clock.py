"""Now, as one function, so that a test or the demo data can move the clock in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.utils import timezone

_moved: ContextVar[datetime | None] = ContextVar("moved_clock", default=None)


def now() -> datetime:
    """The present moment, aware; inside `moved_to`, the moment given there."""
    return _moved.get() or timezone.now()


def today() -> date:
    """The present day in Warsaw (the time zone of the settings)."""
    return timezone.localdate(now())


def end_of(day: date) -> datetime:
    """The last moment of a day in Warsaw."""
    return timezone.make_aware(datetime.combine(day, time.max), timezone.get_default_timezone())


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """Inside, the clock stands at `moment` (aware)."""
    token = _moved.set(moment)
    try:
        yield
    finally:
        _moved.reset(token)
