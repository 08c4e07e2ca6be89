"""The registry of what an earlier year left behind: every room shows what it keeps of one year (D31).

An app signs in a function `kept(reader, edition)` that gives what this reader may still open, in a fixed number of
queries. Nothing here changes anything; an earlier year is only read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry


@dataclass(frozen=True)
class Kept:
    """One thing of the year: where it is read, a note beside it, and lines of its own (the decisions of a meeting)."""

    title: str
    url: str = ""
    note: str = ""
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Memory:
    """What one room keeps of a year."""

    name: str
    title: str | Promise
    icon: str
    kept: Callable[[Any, Any], list[Kept]]
    position: int = 50


MEMORIES: Registry[Memory] = Registry("networks.memories", needs=("name", "title", "icon", "kept"))


def memory(name: str, **papers: Any) -> Memory:
    """Sign in what a room keeps of a year."""
    return MEMORIES.register(name, Memory(name=name, **papers))


def shelves_of(user: Any, edition: Any) -> list[tuple[Memory, list[Kept]]]:
    """What the rooms keep of the year for this reader, in order; rooms with nothing to show are left out."""
    found = [(one, one.kept(user, edition)) for one in sorted(MEMORIES, key=lambda one: (one.position, one.name))]
    return [(one, kept) for one, kept in found if kept]
