"""What screens need of the reference data."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from directory import school_calendar
from directory.folding import words
from directory.models import CalendarBreak, Institution, SchoolYear, Voivodeship
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
    year, made = SchoolYear.objects.get_or_create(
        starts_on=starts,
        defaults={
            "ends_on": date(starts.year + 1, 8, 31),
            "second_semester_on": first_monday_after_break(starts.year + 1),
        },
    )
    if made:
        codes = {None, *Voivodeship.objects.values_list("pk", flat=True)}
        CalendarBreak.objects.bulk_create(
            (
                CalendarBreak(name=name, starts_on=first, ends_on=last, voivodeship_id=code)
                for name, first, last, code in school_calendar.breaks_of(starts.year)
                if code in codes
            ),
            ignore_conflicts=True,
        )
    return year


def breaks_between(first: date, last: date, voivodeship: str | None = None) -> list[CalendarBreak]:
    """Breaks that touch the days from `first` to `last`: the country's and those of the voivodeship with this code."""
    here = Q(voivodeship=None) | Q(voivodeship=voivodeship) if voivodeship else Q(voivodeship=None)
    return list(CalendarBreak.objects.filter(here, starts_on__lte=last, ends_on__gte=first).order_by("starts_on"))


def break_on(day: date, voivodeship: str | None = None) -> CalendarBreak | None:
    """The break in which `day` lies, or None."""
    return next(iter(breaks_between(day, day, voivodeship)), None)


def next_working_day(day: date, voivodeship: str | None = None) -> date:
    """`day` itself, or the first day after it that is no weekend, public holiday or break; two months on at most."""
    breaks = breaks_between(day, day + timedelta(days=70), voivodeship)
    free = school_calendar.holidays(day.year) | school_calendar.holidays(day.year + 1)
    for number in range(71):
        candidate = day + timedelta(days=number)
        if candidate.weekday() < 5 and candidate not in free and not any(one.holds(candidate) for one in breaks):
            return candidate
    return day


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
        stem = word[:-1] if len(word) > 4 and not word.isdecimal() else word
        beginnings = Q(folded__contains=f" {stem}")
        if word in SHORT:
            beginnings |= Q(folded__contains=f" {SHORT[word]} ")
        found = found.filter(beginnings)
    first = Case(
        When(rspo=int(wanted[0]) if wanted[0].isdecimal() and len(wanted[0]) < 10 else 0, then=Value(0)),
        When(folded__startswith=f" {' '.join(wanted)}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(found.select_related("type", "county").order_by(first, "name", "town", "pk")[:limit])


def offered(model: type) -> QuerySet:
    """Words of a vocabulary that may be chosen today (retired ones stay where they were chosen)."""
    return model.objects.filter(is_retired=False)
