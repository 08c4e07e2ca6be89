"""The Polish school calendar: what is reckoned from rules (BR26); winter breaks are announced, not reckoned."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.easter import easter

WINTER = {
    2026: {
        (date(2027, 1, 18), date(2027, 1, 31)): ("18", "20", "02", "10", "24", "16"),
        (date(2027, 2, 1), date(2027, 2, 14)): ("14", "22", "26", "06"),
        (date(2027, 2, 15), date(2027, 2, 28)): ("08", "04", "28", "30", "32", "12"),
    }
}
"""Winter breaks by the year in which the school year begins: days -> TERYT codes of voivodeships (BR27).

Ministers announce them each year; editors keep them in the CMS. A new platform begins with these.
"""


def last_lessons_on(year: int) -> date:
    """The last day of lessons of the school year that began in `year`: the first Friday after 20 June."""
    after = date(year + 1, 6, 21)
    return after + timedelta(days=(4 - after.weekday()) % 7)


def christmas(year: int) -> tuple[date, date]:
    """From 23 December, or from Monday the 22nd, to the end of the year."""
    monday = date(year, 12, 22)
    return (monday if monday.weekday() == 0 else date(year, 12, 23)), date(year, 12, 31)


def spring(year: int) -> tuple[date, date]:
    """From the Thursday before Easter to the Tuesday after it, in the calendar year `year`."""
    sunday = easter(year)
    return sunday - timedelta(days=3), sunday + timedelta(days=2)


def summer(year: int) -> tuple[date, date]:
    """From the day after the last lessons to 31 August of the school year that began in `year`."""
    return last_lessons_on(year) + timedelta(days=1), date(year + 1, 8, 31)


def holidays(year: int) -> set[date]:
    """Days free of work by law in the calendar year `year`; Christmas Eve is one since 2025."""
    sunday = easter(year)
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)]
    if year >= 2025:
        fixed.append((12, 24))
    moving = [sunday, sunday + timedelta(days=1), sunday + timedelta(days=49), sunday + timedelta(days=60)]
    return {date(year, month, day) for month, day in fixed} | set(moving)


def breaks_of(year: int) -> list[tuple[str, date, date, str | None]]:
    """(name, first day, last day, voivodeship or None) a new platform knows of the school year that began in `year`."""
    known: list[tuple[str, date, date, str | None]] = [
        ("zimowa przerwa świąteczna", *christmas(year), None),
        ("wiosenna przerwa świąteczna", *spring(year + 1), None),
        ("wakacje", *summer(year), None),
    ]
    for (first, last), codes in WINTER.get(year, {}).items():
        known += [("ferie zimowe", first, last, code) for code in codes]
    return known
