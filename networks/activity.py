"""Quiet and active months of a network's year, out of what every module counts by month, for its report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kit import clock
from networks.reporting import Chart, Figure, asked_once, chapter, months_of


def begun_in(edition: Any) -> list[date]:
    """First days of the months of the school year that have begun."""
    year = edition.school_year
    begun = min(year.ends_on, clock.today())
    month, found = year.starts_on.replace(day=1), []
    while month <= begun:
        found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found


@asked_once
def counts(edition: Any) -> list[tuple[date, int]]:
    """How much happened in each month: meetings, posts, resources, entries of the blog, accepted results."""
    found = months_of(edition)
    return [(month, found[f"{month:%Y-%m}"]) for month in begun_in(edition)]


def figures(edition: Any) -> list[Figure]:
    """Months in which something happened, and those in which nothing did."""
    months = counts(edition)
    active = sum(many > 0 for _month, many in months)
    address = reverse("networks:space", kwargs={"slug": edition.network.slug})
    return [
        Figure("months_active", _("active months"), active, address),
        Figure("months_quiet", _("quiet months"), len(months) - active, address),
    ]


def sentences(edition: Any) -> list[str]:
    """A draft sentence on both, with the quiet ones by name."""
    months = counts(edition)
    active = sum(many > 0 for _month, many in months)
    said = ngettext("Something happened in %(count)d month.", "Something happened in %(count)d months.", active)
    lines = [said % {"count": active}] if active else []
    quiet = [_named(month) for month, many in months if not many]
    if quiet and active:
        lines.append(_("Quiet months: %(months)s.") % {"months": ", ".join(quiet)})
    return lines


def charts(edition: Any) -> list[Chart]:
    """Acts by month."""
    rows = [(_named(month), many) for month, many in counts(edition)]
    return [Chart("months", _("Meetings, posts, resources, blog entries and accepted results by month"), rows)]


def _named(month: date) -> str:
    return date_format(month, "F Y").lower()


chapter(
    "months",
    title=gettext_lazy("Quiet and active months"),
    figures=figures,
    sentences=sentences,
    charts=charts,
    position=60,
)
