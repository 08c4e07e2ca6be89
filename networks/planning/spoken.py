"""Days and months of the plan as people say them."""

from __future__ import annotations

from datetime import date

from babel.dates import get_month_names
from django.utils.formats import date_format
from django.utils.translation import get_language


def month_name(number: int, *, short: bool = False) -> str:
    """The name of a month as it stands alone: październik."""
    names = get_month_names(
        "abbreviated" if short else "wide", context="stand-alone", locale=(get_language() or "pl").split("-")[0]
    )
    return str(names[number])


def span(first: date, last: date, whole_months: bool = False) -> str:
    """From day to day, shortly: `październik 2026`, `3–14 marca 2027`, `20 stycznia – 3 lutego 2027`."""
    if whole_months:
        begin, end = month_name(first.month), month_name(last.month)
        if (first.year, first.month) == (last.year, last.month):
            return f"{begin} {first.year}"
        if first.year == last.year:
            return f"{begin} – {end} {last.year}"
        return f"{begin} {first.year} – {end} {last.year}"
    if first == last:
        return date_format(first, "j E Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j E Y')}"
    if first.year == last.year:
        return f"{date_format(first, 'j E')} – {date_format(last, 'j E Y')}"
    return f"{date_format(first, 'j E Y')} – {date_format(last, 'j E Y')}"
