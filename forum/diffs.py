"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
MOST_WORDS = 6_000
"""Longer texts are compared by lines: comparing words grows with the square of their number."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed (`same`), came (`ins`) or went (`del`)."""

    kind: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """The way from `old` to `new`: joined, `same` and `del` give the old text, `same` and `ins` the new one."""
    if len(old) + len(new) > MOST_WORDS * 6:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    else:
        before, after = _WORDS.findall(old), _WORDS.findall(new)
    result: list[Piece] = []
    for act, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            result.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            result.append(Piece("del", "".join(before[a:b])))
        if d > c:
            result.append(Piece("ins", "".join(after[c:d])))
    return result
