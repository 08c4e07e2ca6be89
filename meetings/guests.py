"""People without a place in the network who may be in one meeting's room: an app of this room signs in who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from files.models import StoredFile
from kit.registry import Registry


@dataclass(frozen=True)
class Guests:
    """Who lets guests in.

    `laid(meeting)` gives the files laid out for them; each keeps its own rule.
    `held(meetings, persons)` gives the (meeting, person) pairs that may be in a room now, in one query;
    `person_of(session, meeting)` the person a session's pass stands for, or None.
    """

    name: str
    held: Callable[[Iterable[int], Iterable[int]], set[tuple[int, int]]]
    person_of: Callable[[Any, int], Any]
    laid: Callable[[int], list[StoredFile]]


GUESTS: Registry[Guests] = Registry("meetings.guests", needs=("name", "held", "person_of", "laid"))


@dataclass(frozen=True)
class Visitors:
    """Who lets people from outside sign up for a meeting.

    `among(meeting)` gives the persons who signed up, in one query; `tell(meeting, what, persons)` writes to them, or
    with None to all of them, that something is "changed", "cancelled", "tomorrow", or that there is a "place".
    """

    name: str
    among: Callable[[int], set[int]]
    tell: Callable[[int, str, set[int] | None], None]


VISITORS: Registry[Visitors] = Registry("meetings.visitors", needs=("name", "among", "tell"))


def held(meetings: Iterable[int], persons: Iterable[int]) -> set[tuple[int, int]]:
    """All (meeting, person) pairs of guests who may be in a room now."""
    meetings, persons = list(meetings), list(persons)
    return set().union(*(one.held(meetings, persons) for one in GUESTS)) if persons else set()


def admits(user: Any, meeting: int) -> bool:
    """Whether the person is a guest of the meeting now."""
    return bool(user.pk) and (meeting, user.pk) in held([meeting], [user.pk])


def visitors(meeting: int) -> set[int]:
    """Persons from outside the network who signed up for an open meeting."""
    return set().union(*(one.among(meeting) for one in VISITORS))


def tell(meeting: int, what: str, persons: set[int] | None = None) -> None:
    """Write to those who signed up from outside; in the caller's transaction."""
    for one in VISITORS:
        one.tell(meeting, what, persons)


def person_of(session: Any, meeting: int) -> Any:
    """The guest behind a session that nobody signed in to, or None."""
    return next((person for one in GUESTS if (person := one.person_of(session, meeting)) is not None), None)


def laid(meeting: int) -> list[StoredFile]:
    """Files laid out for guests of a meeting; who may have each one, its own rule says."""
    return [file for one in GUESTS for file in one.laid(meeting)]
