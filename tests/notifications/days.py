"""Days the tests stand on."""

from datetime import UTC, datetime

SCHOOL_DAY = datetime(2035, 11, 14, 11, 0, tzinfo=UTC)
"""A Wednesday, at noon in Warsaw, far from breaks; later than the worker's own clock: what is put off waits."""
