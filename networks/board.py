"""The registry of the county's board: where its coordinator goes on from there, and how much waits (D32, D33)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry


@dataclass(frozen=True)
class Way:
    """A link of the board: its words, how many things wait behind it, and an icon."""

    label: str | Promise
    url: str
    icon: str
    count: int = 0


@dataclass(frozen=True)
class Ways:
    """What one app adds to the board.

    `of_county(user, county)` gives links for a whole county, `of_networks(numbers of years)` links for each network,
    by number of its year. Both lead only where the county may go, and ask a fixed number of queries.
    """

    name: str
    of_county: Callable[[Any, Any], list[Way]] | None = None
    of_networks: Callable[[list[int]], dict[int, list[Way]]] | None = None
    position: int = 50


WAYS: Registry[Ways] = Registry("networks.board", needs=("name",))


def ways(name: str, **papers: Any) -> Ways:
    """Sign links of the board in."""
    return WAYS.register(name, Ways(name=name, **papers))


def _in_order() -> list[Ways]:
    return sorted(WAYS, key=lambda one: (one.position, one.name))


def of_county(user: Any, county: Any) -> list[Way]:
    """Links for a county, those of every app in order."""
    return [way for one in _in_order() if one.of_county for way in one.of_county(user, county)]


def of_networks(numbers: Iterable[int]) -> dict[int, list[Way]]:
    """Links for each of these years of networks."""
    asked = list(numbers)
    found: dict[int, list[Way]] = {number: [] for number in asked}
    for one in _in_order():
        for number, links in (one.of_networks(asked) if one.of_networks else {}).items():
            found.setdefault(number, []).extend(links)
    return found
