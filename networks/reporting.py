"""The registry of the annual report: every module gives figures and draft sentences for one year of a network."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.utils.functional import Promise
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
    text: str = ""
    """Only in an overview: what stands in the cell instead of the number, such as "2 of 4" or "adopted"."""


@dataclass(frozen=True)
class Chapter:
    """What one module says: `figures(edition)` and `sentences(edition)`, counted anew at each call.

    `overview(edition numbers)`, optional, gives {edition number: [Figure]} for the county's table, in a number of
    queries that does not grow with the networks; a Figure there may carry a `warning`, which is shown, never blocks.
    """

    name: str
    title: str | Promise
    figures: Callable[[Any], list[Figure]]
    sentences: Callable[[Any], list[str]]
    position: int = 50
    overview: Callable[[list[int]], dict[int, list[Figure]]] | None = None


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
            for figure in one.figures(edition)
        ]
        found.append((one.position, one.name, str(one.title), figures, [str(line) for line in one.sentences(edition)]))
    return [
        {"name": name, "title": title, "figures": figures, "sentences": sentences}
        for __, name, title, figures, sentences in sorted(found, key=lambda each: each[:2])
    ]


def overview(edition_ids: list[int]) -> dict[int, list[Figure]]:
    """Figures of every chapter that gives an overview, by number of the network's year."""
    found: dict[int, list[Figure]] = {number: [] for number in edition_ids}
    for one in sorted(CHAPTERS, key=lambda chapter: chapter.position):
        if one.overview is not None:
            for number, figures in one.overview(edition_ids).items():
                found.setdefault(number, []).extend(figures)
    return found
