"""What screens need of the reference data."""

from __future__ import annotations

from datetime import date, timedelta

from directory.models import SchoolYear
from kit import clock


def first_monday_after_break(year: int) -> date:
    """The customary first day of the second semester: the first Monday of February."""
    first = date(year, 2, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7)


def school_year_for(day: date) -> SchoolYear:
    """The school year that holds `day`; it is written down the first time it is asked for (BR26)."""
    starts = date(day.year if day.month >= 9 else day.year - 1, 9, 1)
    year, _made = SchoolYear.objects.get_or_create(
        starts_on=starts,
        defaults={
            "ends_on": date(starts.year + 1, 8, 31),
            "second_semester_on": first_monday_after_break(starts.year + 1),
        },
    )
    return year


def current_school_year() -> SchoolYear:
    """The school year of today."""
    return school_year_for(clock.today())
