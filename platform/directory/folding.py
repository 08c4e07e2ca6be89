"""Words as people type them in a hurry: without diacritics, ł included, in small letters."""

from __future__ import annotations

import re
import unicodedata

_STROKES = str.maketrans("łŁøØđĐ", "lLoOdD")
_GAPS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in small letters without diacritics; 'Łódź' and 'lodz' become one."""
    plain = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def words(text: str) -> list[str]:
    """The folded words of `text`, without punctuation."""
    return [word for word in _GAPS.split(fold(text)) if word]


def searchable(*texts: object, limit: int = 500) -> str:
    """The folded words of all `texts`, each between spaces, so that a word's beginning can be looked for."""
    found = " ".join(word for text in texts if text for word in words(str(text)))
    return f" {found} "[:limit]
