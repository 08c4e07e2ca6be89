"""Polish on SQLite: comparing without case, upper and lower case, and the order of the alphabet.

PostgreSQL does all of this by itself; `Collate("title", "pl-x-icu")` then sorts alike on both.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

COLLATION = "pl-x-icu"
_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_PLACE = {letter: 1_000_000 + index for index, letter in enumerate(_ALPHABET)}


@lru_cache(maxsize=2_000)
def _pattern(pattern: str, escape: str | None) -> re.Pattern[str]:
    parts, index = [], 0
    while index < len(pattern):
        char = pattern[index]
        if escape and char == escape and index + 1 < len(pattern):
            index += 1
            parts.append(re.escape(pattern[index]))
        elif char == "%":
            parts.append(".*")
        elif char == "_":
            parts.append(".")
        else:
            parts.append(re.escape(char))
        index += 1
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def like(pattern: Any, value: Any, escape: str | None = None) -> bool | None:
    """SQL's LIKE without case in every alphabet: `like('ŁĄK%', 'łąka')` is true."""
    if pattern is None or value is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(str(value)) is not None


def upper(value: Any) -> Any:
    """SQL's upper for every alphabet."""
    return value.upper() if isinstance(value, str) else value


def lower(value: Any) -> Any:
    """SQL's lower for every alphabet."""
    return value.lower() if isinstance(value, str) else value


@lru_cache(maxsize=20_000)
def sorting_key(text: str) -> tuple[list[int], str]:
    """The place of `text` in the Polish alphabet; other letters by their code points, small before capital."""
    letters = [_PLACE.get(letter, ord(letter)) for letter in text.lower()]
    return letters, text.swapcase()


def compare(one: str, other: str) -> int:
    """-1, 0 or 1, as SQLite asks."""
    left, right = sorting_key(one), sorting_key(other)
    return (left > right) - (left < right)


def teach(*, connection: Any, **_signal: Any) -> None:
    """Teach a new SQLite connection Polish; other databases are left alone."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_function("like", 2, like, deterministic=True)
    raw.create_function("like", 3, like, deterministic=True)
    raw.create_function("upper", 1, upper, deterministic=True)
    raw.create_function("lower", 1, lower, deterministic=True)
    raw.create_collation(COLLATION, compare)
