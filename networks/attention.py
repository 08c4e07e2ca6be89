"""The registry of what needs attention today: every app says it of many networks' years at once (D32).

An app signs in a function `numbers of years -> {number: [Attention]}` that makes a fixed number of queries.
Nothing here blocks anybody; it is drawn on the county's board and on the year's page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kit.registry import Registry

GENTLE, SOON, URGENT = 20, 50, 80
"""Weights to choose from: worth knowing, should be done, cannot wait."""


@dataclass(frozen=True)
class Attention:
    """One thing to look at: a sentence, where to act (a page the county may open), and how much it weighs."""

    text: str
    url: str = ""
    weight: int = SOON


ATTENTION: Registry[Callable[[list[int]], dict[int, list[Attention]]]] = Registry("networks.attention")


def attention(name: str) -> Callable[[Any], Any]:
    """Sign a function in: `@attention("forum")`."""

    def sign_in(find: Any) -> Any:
        return ATTENTION.register(name, find)

    return sign_in


def needed(numbers: Iterable[int]) -> dict[int, list[Attention]]:
    """What needs attention in each of these years, the weightiest first; a year without anything has an empty list."""
    asked = list(numbers)
    found: dict[int, list[Attention]] = {number: [] for number in asked}
    for find in ATTENTION:
        for number, things in find(asked).items():
            found.setdefault(number, []).extend(things)
    for things in found.values():
        things.sort(key=lambda one: -one.weight)
    return found
