"""What screens need of the reference data."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from directory.folding import words
from directory.models import Institution, SchoolYear
from kit import clock

SHORT = {
    "sp": "szkola podstawowa",
    "lo": "liceum ogolnoksztalcace",
    "zs": "zespol szkol",
    "zsp": "zespol szkolno przedszkolny",
    "ppp": "poradnia psychologiczno pedagogiczna",
    "mdk": "mlodziezowy dom kultury",
    "sosw": "specjalny osrodek szkolno wychowawczy",
    "cku": "centrum ksztalcenia ustawicznego",
}
"""What teachers write for short."""


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


def institution_search(text: str, limit: int = 12) -> list[Institution]:
    """Open institutions whose name, street, town or RSPO number has words beginning with those of `text`.

    Diacritics and case do not matter, and „sp 5 lipowo” finds Szkoła Podstawowa nr 5 w Lipowie. One query;
    fewer than two letters find nothing. Names that begin as typed come first.
    """
    wanted = words(text)[:8]
    if sum(map(len, wanted)) < 2:
        return []
    found = Institution.objects.open()
    for word in wanted:
        # A stem long enough to stand an ending: „Lipowo” finds „w Lipowie”.
        stem = word[:-1] if len(word) > 4 and not word.isdigit() else word
        beginnings = Q(folded__contains=f" {stem}")
        if word in SHORT:
            beginnings |= Q(folded__contains=f" {SHORT[word]} ")
        found = found.filter(beginnings)
    first = Case(
        When(rspo=int(wanted[0]) if wanted[0].isdigit() and len(wanted[0]) < 10 else 0, then=Value(0)),
        When(folded__startswith=f" {' '.join(wanted)}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(found.select_related("type", "county").order_by(first, "name", "town", "pk")[:limit])


def offered(model: type) -> QuerySet:
    """Words of a vocabulary that may be chosen today (retired ones stay where they were chosen)."""
    return model.objects.filter(is_retired=False)
