"""What rooms give to the plan: their marks on the timeline of the year, and which of their things are finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry
from networks import rules as networks


@dataclass(frozen=True)
class Mark:
    """One thing on the timeline of a network's school year.

    `state` is one of the lights of a point (done, due, late, ahead), `held`, or `off` for what was cancelled.
    """

    title: str
    on: date
    url: str
    label: str | Promise
    icon: str
    until: date | None = None
    state: str = "ahead"
    note: str = ""


MARKS: Registry[Callable[[Any, Any], list[Mark]]] = Registry("planning.marks")
"""Functions `marks(edition, user)` that give what `user` may see, in a fixed number of queries."""

FINISHED: Registry[Callable[[Iterable[int]], set[int]]] = Registry("planning.finished")
"""By kind of thing: a function numbers -> those of them that are finished (a held meeting, a closed task)."""


def marks(edition: Any, user: Any) -> list[Mark]:
    """All marks of the year, by day; who reads the plan from outside (the county) is led nowhere."""
    found = [mark for source in MARKS for mark in source(edition, user)]
    if not networks.may_enter(user, edition.network):
        found = [replace(mark, url="") for mark in found]
    return sorted(found, key=lambda mark: (mark.on, mark.title))


def finished(kind: str, pks: Iterable[int]) -> set[int]:
    """Which of these things are finished; none, when the kind did not say how that is known."""
    source = FINISHED.get(kind)
    return source(list(pks)) if source is not None else set()
