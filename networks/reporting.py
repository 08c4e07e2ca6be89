"""The registry of the annual report: every module gives figures and draft sentences for one year of a network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry


@dataclass(frozen=True)
class Figure:
    """One number of the report, counted from rows, with a link to what was counted."""

    name: str
    label: str | Promise
    value: int
    url: str = ""


@dataclass(frozen=True)
class Chapter:
    """What one module says: `figures(edition)` and `sentences(edition)`, counted anew at each call."""

    name: str
    title: str | Promise
    figures: Callable[[Any], list[Figure]]
    sentences: Callable[[Any], list[str]]
    position: int = 50


CHAPTERS: Registry[Chapter] = Registry("networks.reporting", needs=("name", "title", "figures", "sentences"))


def chapter(name: str, **papers: Any) -> Chapter:
    """Sign a chapter in."""
    return CHAPTERS.register(name, Chapter(name=name, **papers))
