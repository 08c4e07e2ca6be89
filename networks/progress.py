"""The registry of progress (D61–D64): every app says how far people are, and what might be done next.

Members see their own figures only; whoever steers sees everybody's by name, never in an order of merit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry


@dataclass(frozen=True)
class Figure:
    """How far one person is: `value` of `of` (None: only a count), and when the person was last heard of there."""

    value: int = 0
    of: int | None = None
    last_at: datetime | None = None


@dataclass(frozen=True)
class Act:
    """Something worth doing next: a sentence, where to do it, and the words of the button."""

    text: str
    url: str
    label: str
    weight: int = 50


@dataclass(frozen=True)
class Track:
    """What one app follows.

    `figures(edition, user numbers)` gives {user number: Figure}; `acts(edition)` what the coordinator might do next;
    `nudge(edition, user number)` an act for one quiet person. The first two ask as often for many, the last never.
    """

    name: str
    label: str | Promise
    figures: Callable[[Any, list[int]], dict[int, Figure]]
    acts: Callable[[Any], list[Act]] | None = None
    nudge: Callable[[Any, int], Act] | None = None
    position: int = 50


TRACKS: Registry[Track] = Registry("networks.progress", needs=("name", "label", "figures"))


def track(name: str, **papers: Any) -> Track:
    """Sign a track in."""
    return TRACKS.register(name, Track(name=name, **papers))


def tracks() -> list[Track]:
    """All tracks in their order."""
    return sorted(TRACKS, key=lambda one: (one.position, one.name))


@dataclass(frozen=True)
class Row:
    """One person with a figure for each track, and when the person was last heard of."""

    membership: Any
    figures: list[Figure]
    last_at: datetime | None
    is_quiet: bool
    nudges: list[Act]


def rows_of(edition: Any, memberships: Iterable[Any], *, quiet_before: datetime) -> list[Row]:
    """Rows in the order given; each track is asked once for all."""
    people = list(memberships)
    numbers = [one.user_id for one in people]
    counted = [(one, one.figures(edition, numbers)) for one in tracks()]
    found = []
    for membership in people:
        figures = [per_person.get(membership.user_id, Figure()) for _track, per_person in counted]
        last_at = max((one.last_at for one in figures if one.last_at is not None), default=None)
        known_since = membership.joined_at or last_at
        is_quiet = (last_at is None or last_at < quiet_before) and not (known_since and known_since >= quiet_before)
        nudges = [one.nudge(edition, membership.user_id) for one, _figures in counted if is_quiet and one.nudge]
        found.append(Row(membership, figures, last_at, is_quiet, nudges))
    return found


def acts_for(edition: Any) -> list[Act]:
    """What might be done next in the year, the weightiest first."""
    found = [act for one in tracks() if one.acts is not None for act in one.acts(edition)]
    return sorted(found, key=lambda one: -one.weight)
