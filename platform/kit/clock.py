"""Now, as one function, so that a test can move the clock by patching one name."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware."""
    return timezone.now()


def today() -> date:
    """The present day in Warsaw (the time zone of the settings)."""
    return timezone.localdate(now())
