"""What was changed in a text, word by word, for the person whose words they were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from kit import html

SAME, GONE, NEW = "same", "gone", "new"
MOST = 6_000
"""Words compared; what comes after them is shown as it stands now."""
_PIECE = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, went or came."""

    sort: str
    text: str


def compared(before: str, after: str) -> list[Part]:
    """The two texts (stored HTML) as runs of words, in the order of reading."""
    old = _PIECE.findall(html.text_of(before))[:MOST]
    new = _PIECE.findall(html.text_of(after))[:MOST]
    parts: list[Part] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(Part(SAME, "".join(old[a:b])))
            continue
        if b > a:
            parts.append(Part(GONE, "".join(old[a:b])))
        if d > c:
            parts.append(Part(NEW, "".join(new[c:d])))
    return _smoothed(parts)


def _smoothed(parts: list[Part]) -> list[Part]:
    """Spaces between two changes belong to the change, so that it reads as one run of words."""
    made: list[Part] = []
    gone = new = ""
    for at, part in enumerate(parts):
        between = part.sort == SAME and not part.text.strip() and (gone or new) and at + 1 < len(parts)
        if part.sort == SAME and not between:
            made += _run(gone, new)
            gone = new = ""
            made.append(part)
            continue
        gone += part.text if part.sort != NEW else ""
        new += part.text if part.sort != GONE else ""
    return made + _run(gone, new)


def _run(gone: str, new: str) -> list[Part]:
    """A change: first what went, then what came."""
    return [Part(sort, text) for sort, text in ((GONE, gone), (NEW, new)) if text]
