"""The registry of the annual report: every module gives figures and draft sentences for one year of a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.functional import Promise
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from kit.registry import Registry

V = TypeVar("V")
SHARED = "_counted_for_report"


@dataclass(frozen=True)
class Figure:
    """One number of the report, counted from rows, with a link to what was counted."""

    name: str
    label: str | Promise
    value: int
    url: str = ""
    warning: str = ""
    """Only in an overview: a sentence for the county coordinator, such as "fewer than three meetings" (BR2, BR3)."""
    for_steers: bool = False
    """The link opens only for those who steer the network; others read the number alone."""
    text: str = ""
    """Only in an overview: what stands in the cell instead of the number, such as "2 of 4" or "adopted"."""


@dataclass(frozen=True)
class Chart:
    """Named numbers drawn as bars; what is drawn and what is written are the same `rows` of (label, number)."""

    name: str
    title: str | Promise
    rows: list[tuple[str | Promise, int]]


@dataclass(frozen=True)
class Sheet:
    """A table of words and numbers, such as the meetings of the year (domain 4.2, part 5); it is never published."""

    name: str
    title: str | Promise
    headers: list[str | Promise]
    rows: list[list[str]]


@dataclass(frozen=True)
class Chapter:
    """What one module says: `figures(edition)` and `sentences(edition)`, counted anew at each call.

    `charts(edition)` and `sheets(edition)`, optional, add bars and tables; `months(edition)`, optional, gives
    {"2026-09": how much happened} or what `by_month` makes, of which the chapter on quiet and active months is made.

    `overview(edition numbers)`, optional, gives {edition number: [Figure]} for the county's table, in a number of
    queries that does not grow with the networks; a Figure there may carry a `warning`, which is shown, never blocks.
    """

    name: str
    title: str | Promise
    figures: Callable[[Any], list[Figure]]
    sentences: Callable[[Any], list[str]]
    position: int = 50
    overview: Callable[[list[int]], dict[int, list[Figure]]] | None = None
    charts: Callable[[Any], list[Chart]] | None = None
    sheets: Callable[[Any], list[Sheet]] | None = None
    months: Callable[[Any], dict[str, int] | QuerySet[Any]] | None = None


def span(edition: Any) -> tuple[datetime, datetime]:
    """The school year of `edition` as moments in Warsaw: its first one, and the first one after it."""
    year = edition.school_year
    return (
        make_aware(datetime.combine(year.starts_on, time.min)),
        make_aware(datetime.combine(year.ends_on + timedelta(days=1), time.min)),
    )


def by_month(rows: QuerySet[Any], moment: str) -> QuerySet[Any]:
    """How many `rows` fall in each month by their field `moment`, as pairs (month, number) that are not asked yet."""
    return rows.order_by().values_list(TruncMonth(moment)).annotate(many=Count("pk", distinct=True))


def months_of(edition: Any) -> Counter[str]:
    """How much happened in each month in all chapters, as {"2026-09": 4}; what lies in rows is one query."""
    found: Counter[str] = Counter()
    waiting = []
    for one in CHAPTERS:
        said = one.months(edition) if one.months is not None else {}
        if isinstance(said, dict):
            found.update(said)
        else:
            waiting.append(said)
    if waiting:
        for month, many in waiting[0].union(*waiting[1:], all=True):
            if month is not None:
                found[f"{month:%Y-%m}"] += many
    return found


def asked_once(count: Callable[[Any], V]) -> Callable[[Any], V]:
    """Decorate what counts for a year, so that figures and sentences of one chapter share one count.

    It is kept only while the report is put together (`counted` works on a copy of the year); elsewhere every call
    counts anew.
    """

    @wraps(count)
    def shared(edition: Any) -> V:
        known = edition.__dict__.get(SHARED)
        if known is None:
            return count(edition)
        if count not in known:
            known[count] = count(edition)
        found: V = known[count]
        return found

    return shared


CHAPTERS: Registry[Chapter] = Registry("networks.reporting", needs=("name", "title", "figures", "sentences"))


def chapter(name: str, **papers: Any) -> Chapter:
    """Sign a chapter in."""
    return CHAPTERS.register(name, Chapter(name=name, **papers))


WRITTEN: tuple[tuple[str, Any, int], ...] = (
    ("needs", _("Needs and the choice of themes"), 10),
    ("goals", _("Goals and how far they were reached"), 30),
    ("cooperation", _("Cooperation with experts and institutions"), 70),
    ("outputs", _("Solutions worked out and how they are shared"), 75),
    ("difficulties", _("Difficulties and how they were met"), 80),
    ("conclusions", _("Conclusions and recommendations"), 90),
)
"""Chapters of words alone, with their places among the counted ones (domain 4.2)."""


def counted(edition: Any) -> list[dict[str, Any]]:
    """All chapters in their order as plain values, counted now; this is also what presenting freezes as JSON."""
    edition = copy(edition)
    edition.__dict__[SHARED] = {}
    found = [(place, name, str(title), [], []) for name, title, place in WRITTEN]
    for one in CHAPTERS:
        figures = [
            {"name": figure.name, "label": str(figure.label), "value": figure.value, "url": figure.url}
            | ({"for_steers": True} if figure.for_steers else {})
            for figure in one.figures(edition)
        ]
        found.append((one.position, one.name, str(one.title), figures, [str(line) for line in one.sentences(edition)]))
    drawn = {one.name: _drawn(one, edition) for one in CHAPTERS}
    return [
        {"name": name, "title": title, "figures": figures, "sentences": sentences, **drawn.get(name, {})}
        for __, name, title, figures, sentences in sorted(found, key=lambda each: each[:2])
    ]


def _drawn(one: Chapter, edition: Any) -> dict[str, Any]:
    """Charts and tables of a chapter as plain values; empty ones are left out."""
    charts = one.charts(edition) if one.charts else []
    sheets = one.sheets(edition) if one.sheets else []
    return {
        "charts": [
            {"name": each.name, "title": str(each.title), "rows": [[str(label), value] for label, value in each.rows]}
            for each in charts
            if any(value for _label, value in each.rows)
        ],
        "sheets": [
            {
                "name": each.name,
                "title": str(each.title),
                "headers": [str(word) for word in each.headers],
                "rows": [[str(cell) for cell in row] for row in each.rows],
            }
            for each in sheets
            if each.rows
        ],
    }


def overview(edition_ids: list[int]) -> dict[int, list[Figure]]:
    """Figures of every chapter that gives an overview, by number of the network's year."""
    found: dict[int, list[Figure]] = {number: [] for number in edition_ids}
    for one in sorted(CHAPTERS, key=lambda chapter: chapter.position):
        if one.overview is not None:
            for number, figures in one.overview(edition_ids).items():
                found.setdefault(number, []).extend(figures)
    return found
