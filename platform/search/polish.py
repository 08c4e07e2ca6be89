"""Polish words as search sees them: without case and diacritics, and with their base forms.

`dyrektorowi`, `Dyrektora` and `dyrektor` share the token `dyrektor`; `Łodzi`, `łódź` and `lodz` share `lodz`.
Where Morfeusz is not installed only folding is left: forms then meet themselves.
"""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

logger = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+")
"""A word: letters and digits of any script."""
LONGEST_WORD = 60
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_HELD = threading.local()

LITTLE = frozenset(
    [
        "a",
        "aby",
        "ale",
        "bo",
        "by",
        "byc",
        "być",
        "co",
        "czy",
        "dla",
        "do",
        "gdy",
        "go",
        "i",
        "ich",
        "im",
        "iż",
        "jak",
        "jako",
        "je",
        "jego",
        "jej",
        "jest",
        "jeśli",
        "już",
        "ku",
        "lub",
        "ma",
        "mi",
        "między",
        "mnie",
        "na",
        "nad",
        "nie",
        "niż",
        "o",
        "od",
        "on",
        "ona",
        "one",
        "oni",
        "oraz",
        "pod",
        "po",
        "przed",
        "przez",
        "przy",
        "są",
        "się",
        "sie",
        "tak",
        "tam",
        "te",
        "tego",
        "tej",
        "ten",
        "to",
        "tu",
        "tych",
        "tym",
        "u",
        "w",
        "we",
        "z",
        "za",
        "ze",
        "że",
        "żeby",
    ]
)
"""Words too common to be asked for when others stand beside them."""


def fold(text: str) -> str:
    """Small letters without marks above and below: `fold("ŁĄKA")` is `laka`."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return bare.translate(_LETTERS)


def _analyser() -> Any:
    """This thread's Morfeusz, or None where it is not installed."""
    if not hasattr(_HELD, "analyser"):
        try:
            import morfeusz2

            _HELD.analyser = morfeusz2.Morfeusz(generate=False, case_handling=morfeusz2.IGNORE_CASE)
        except ImportError:
            logger.warning("morfeusz2 is not installed; search folds letters but does not know inflection")
            _HELD.analyser = None
    return _HELD.analyser


@lru_cache(maxsize=100_000)
def tokens(word: str) -> frozenset[str]:
    """Under what a word is filed and sought: its folded form and the folded base forms it may come from."""
    own = fold(word)[:LONGEST_WORD]
    found = {own}
    analyser = _analyser()
    if analyser is not None and word.isalpha() and len(word) <= LONGEST_WORD:
        for start, _end, (_form, lemma, tag, *_more) in analyser.analyse(word.lower()):
            if start == 0 and tag != "ign":
                base = fold(lemma.split(":", 1)[0])
                # A base form of several words ("bibliotekarz szkolny") is not one token.
                if WORD.fullmatch(base):
                    found.add(base)
    return frozenset(token for token in found if WORD.fullmatch(token))


def words(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def filed(text: str) -> list[str]:
    """All tokens of a text in order; what the index stores."""
    return [token for word in words(text) for token in sorted(tokens(word))]


def base(word: str) -> str:
    """One token for engines that cannot ask for 'any of these': a base form where there is one."""
    own = fold(word)[:LONGEST_WORD]
    others = sorted(tokens(word) - {own})
    return others[0] if others and own not in {fold(lemma) for lemma in others} else own


def distance(one: str, other: str, most: int) -> int:
    """How many letters differ (added, lost, changed, or two neighbours swapped); `most + 1` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, before, row = before, row, [i] + [0] * len(other)
        for j, right in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def forgiven(word: str) -> int:
    """How many slips of the pen a word of this length may hold."""
    return 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 8 else 2
