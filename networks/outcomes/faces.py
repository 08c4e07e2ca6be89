"""The public face of an outcome, signed in by the floor above; the hall does not know what a page is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kit.registry import Registry


@dataclass(frozen=True)
class Face:
    """What the floor above does.

    `put(outcome, by)` makes the public copy of an approved outcome, or makes it anew; `take(outcome)` takes it from
    the public at once; `refresh(outcomes)` follows a change of who is named; `addresses(outcomes)` gives the path of
    each that everybody can open now; `at(path)` the number of the outcome at an address; `forget(authors)` drops the
    names of these authors from the copies.
    """

    name: str
    put: Callable[[Any, Any], None]
    take: Callable[[Any], None]
    refresh: Callable[[Iterable[int]], None]
    addresses: Callable[[Iterable[int]], dict[int, str]]
    at: Callable[[str], int | None]
    forget: Callable[[Iterable[int]], None]


FACES: Registry[Face] = Registry(
    "outcomes.faces", needs=("name", "put", "take", "refresh", "addresses", "at", "forget")
)


def address_of(outcome: Any) -> str:
    """Where everybody can open it now, or an empty word."""
    if not outcome.live or outcome.hidden_at is not None:
        return ""
    return addresses_of([outcome.pk]).get(outcome.pk, "")


def addresses_of(numbers: Iterable[int]) -> dict[int, str]:
    """The same for many."""
    wanted, found = list(numbers), dict[int, str]()
    for face in FACES:
        found.update(face.addresses(wanted))
    return found
