"""How tags are compared: by base forms without marks, so that `Ułamek`, `ulamki` and `ułamków` are one; pure."""

from __future__ import annotations

from collections.abc import Iterable

from search import polish

LONGEST_KEY = 120


def key_of(name: str) -> str:
    """Under what a tag is known; two tags with one key are the same tag."""
    return " ".join(polish.base(word) for word in polish.words(name))[:LONGEST_KEY]


def said_in(text: str, names: Iterable[str], *, most: int = 5) -> list[str]:
    """Those of `names` all of whose words stand in `text` in any form, the longest names first."""
    filed = set(polish.filed(text))
    found = [
        name for name in names if (words := polish.words(name)) and all(polish.tokens(word) & filed for word in words)
    ]
    return sorted(found, key=lambda name: -len(polish.words(name)))[:most]


def alike(one: str, other: str) -> bool:
    """Whether two keys differ so little that an editor should look at them."""
    most = 1 if min(len(one), len(other)) < 8 else 2
    return min(len(one), len(other)) > 3 and polish.distance(one, other, most) <= most
