"""People without a place in the network who may be in one meeting's room: an app of this room signs in who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kit.registry import Registry


@dataclass(frozen=True)
class Guests:
    """Who lets guests in.

    `held(meetings, persons)` gives the (meeting, person) pairs that may be in a room now, in one query;
    `person_of(session, meeting)` the person a session's pass stands for, or None.
    """

    name: str
    held: Callable[[Iterable[int], Iterable[int]], set[tuple[int, int]]]
    person_of: Callable[[Any, int], Any]


GUESTS: Registry[Guests] = Registry("meetings.guests", needs=("name", "held", "person_of"))


def held(meetings: Iterable[int], persons: Iterable[int]) -> set[tuple[int, int]]:
    """All (meeting, person) pairs of guests who may be in a room now."""
    meetings, persons = list(meetings), list(persons)
    return set().union(*(one.held(meetings, persons) for one in GUESTS)) if persons else set()


def admits(user: Any, meeting: int) -> bool:
    """Whether the person is a guest of the meeting now."""
    return bool(user.pk) and (meeting, user.pk) in held([meeting], [user.pk])


def person_of(session: Any, meeting: int) -> Any:
    """The guest behind a session that nobody signed in to, or None."""
    return next((person for one in GUESTS if (person := one.person_of(session, meeting)) is not None), None)
