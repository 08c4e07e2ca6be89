"""Words made comparable: no case, no Polish signs."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """`text` in small letters without diacritics, its words apart by one space (łąka → laka)."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("łŁ", "lL")))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", letters.casefold()))
