"""The registry of progress (D61–D64): every app says how far people are, and what might be done next.

Members see their own figures only; whoever steers sees everybody's by name, never in an order of merit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
    `nudge(edition, user number)` an act for one quiet person;
    `paper(edition, user number)` a document about one person whose figure is above nothing. The first two ask as often
    for many, the last two never.
    """

    name: str
    label: str | Promise
    figures: Callable[[Any, list[int]], dict[int, Figure]]
    acts: Callable[[Any], list[Act]] | None = None
    nudge: Callable[[Any, int], Act] | None = None
    paper: Callable[[Any, int], Act] | None = None
    position: int = 50


TRACKS: Registry[Track] = Registry("networks.progress", needs=("name", "label", "figures"))


def track(name: str, **papers: Any) -> Track:
    """Sign a track in."""
    return TRACKS.register(name, Track(name=name, **papers))


@dataclass(frozen=True)
class Fact:
    """One number about the whole network, where it leads, and its light: done, due, late, ahead, or none."""

    label: str
    value: int
    url: str = ""
    light: str = ""


@dataclass(frozen=True)
class Whole:
    """What one app says of the network as a whole, beside people.

    `facts(standing)` gives what the reader of that place may see; `acts(edition)` what the coordinator might do next.
    Each asks a fixed number of queries.
    """

    name: str
    label: str | Promise
    facts: Callable[[Any], list[Fact]]
    acts: Callable[[Any], list[Act]] | None = None
    position: int = 50


WHOLES: Registry[Whole] = Registry("networks.progress.wholes", needs=("name", "label", "facts"))


def whole(name: str, **papers: Any) -> Whole:
    """Sign in what an app says of the network as a whole."""
    return WHOLES.register(name, Whole(name=name, **papers))


def facts_for(standing: Any) -> list[tuple[Whole, list[Fact]]]:
    """What there is to say of the whole network to the reader of this place, in order."""
    said = [(one, one.facts(standing)) for one in sorted(WHOLES, key=lambda one: (one.position, one.name))]
    return [(one, facts) for one, facts in said if facts]


def tracks() -> list[Track]:
    """All tracks in their order."""
    return sorted(TRACKS, key=lambda one: (one.position, one.name))


@dataclass(frozen=True)
class Row:
    """One person with a figure for each track, and when the person was last heard of."""

    membership: Any
    labelled: list[tuple[Any, Figure]]
    """Figures with the labels of their tracks, in their order."""
    last_at: datetime | None
    is_quiet: bool
    nudges: list[Act]
    papers: list[Act] = field(default_factory=list)


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
        papers = [
            one.paper(edition, membership.user_id)
            for (one, _all), figure in zip(counted, figures, strict=True)
            if one.paper and figure.value
        ]
        labelled = list(zip((one.label for one, _figures in counted), figures, strict=True))
        found.append(Row(membership, labelled, last_at, is_quiet, nudges, papers))
    return found


def acts_for(edition: Any) -> list[Act]:
    """What might be done next in the year, the weightiest first."""
    sources = [*(one.acts for one in tracks()), *(one.acts for one in WHOLES)]
    found = [act for acts in sources if acts is not None for act in acts(edition)]
    return sorted(found, key=lambda one: -one.weight)
