"""Polish words as search sees them: without case and diacritics, and with their base forms.

`dyrektorowi`, `Dyrektora` and `dyrektor` share the token `dyrektor`; `Łodzi`, `łódź` and `lodz` share `lodz`.
Where Morfeusz is not installed only folding is left: forms then meet themselves.
"""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import Any

logger = logging.getLogger(__name__)

WORD = re.compile(r"[^\W_]+")
"""A word: letters and digits of any script."""
LONGEST_WORD, SHORT = 60, 3
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_MARKED = {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"}
MOST_PLACES = 9
_SELDOM = ("ger:pl", "subst:pl:gen:n:ncol")
"""Plurals of verbal nouns."""
_HELD = threading.local()

LITTLE = frozenset(
    """
    a aby ale bo by byc być co czy dla do gdy gdzie go i ich ile im iż jak jaka jaki jakie jako je jego jej jest jeśli
    jesli już juz kiedy kto która które który ktora ktore ktory ku lub ma mi między miedzy mnie na nad nie niż o od on
    ona one oni oraz pod po przed przez przy są sa się sie tak tam te tego tej ten to tu tych tym u w we z za ze że żeby
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words too common to be asked for when others stand beside them."""
FILLING = frozenset(
    """
    robic zrobic robi robie robimy zrobie moc moze moga moge mozna mozemy chce chca chcemy chcial trzeba nalezy warto
    powinien powinna powinno powinni musi musze musza wiem wiedziec potrzebuje szukam znajde bardzo tez takze tylko
    swoj swoja swoje swoim moj moja moje moim moich nasz nasza nasze naszej naszego naszym naszych wasz wasze
    ktos cos sobie albo wiec zeby zamiast podczas czym kogo komu dlaczego
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words a question in whole sentences is filled with, folded; they tell as little."""


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
    # OK and TIK are names of things, not forms of oko and tik.
    is_short = len(word) <= SHORT and word.isupper()
    if analyser is not None and word.isalpha() and len(word) <= LONGEST_WORD and not is_short:
        typed = word.lower()
        found |= _bases(analyser, typed) or _bases_with_marks(analyser, typed)
    return frozenset(token for token in found if WORD.fullmatch(token))


def _bases(analyser: Any, word: str, *, names: bool = True) -> set[str]:
    """Folded base forms the dictionary knows, surnames too unless `names` is off; none for a word it does not know."""
    read = [
        (lemma, tag)
        for start, _end, (_form, lemma, tag, said, *_more) in analyser.analyse(word)
        if start == 0 and (names or "nazwisko" not in said)
    ]
    # `uczeń` is a pupil; that it may also be many teachings (of `uczenie`) nobody means.
    is_noun = any(lemma.split(":", 1)[0] == word and tag.startswith("subst:sg:nom") for lemma, tag in read)
    lemmas = {lemma for lemma, tag in read if tag != "ign" and not (is_noun and tag.startswith(_SELDOM))}
    # A base form of several words ("bibliotekarz szkolny") is not one token.
    return {base for lemma in lemmas if WORD.fullmatch(base := fold(lemma.split(":", 1)[0]))}


def _bases_with_marks(analyser: Any, word: str) -> set[str]:
    """Of a word typed without Polish letters: base forms of the words it may stand for (`dyrektorow`, `cwiczen`)."""
    places = [place for place, letter in enumerate(word) if letter in _MARKED]
    if not word.isascii() or len(word) < 4 or len(places) > MOST_PLACES:
        return set()
    for changed in (1, 2, 3):
        found: set[str] = set()
        for where in combinations(places, changed):
            for letters in product(*(_MARKED[word[place]] for place in where)):
                typed = list(word)
                for place, letter in zip(where, letters, strict=True):
                    typed[place] = letter
                found |= _bases(analyser, "".join(typed))
        if found:
            return found
    return set()


def is_known(word: str) -> bool:
    """Whether the dictionary knows the word, as it is written or with Polish letters put back."""
    analyser = _analyser()
    return bool(analyser and (_bases(analyser, word.lower()) or _bases_with_marks(analyser, word.lower())))


@dataclass(frozen=True)
class Named:
    """What the dictionary knows of a word: somebody's first name, a surname, a common word; it may be all three."""

    is_first: bool = True
    is_surname: bool = True
    is_word: bool = False


def named(word: str) -> Named:
    """Whether a word may name somebody, in any form; where there is no dictionary everything may."""
    analyser = _analyser()
    if analyser is None:
        return Named()
    readings = [(lemma, labels) for *_place, (_form, lemma, _tag, labels, _style) in analyser.analyse(word)]
    return Named(
        is_first=any("imię" in labels for _lemma, labels in readings),
        is_surname=any("nazwisko" in labels for _lemma, labels in readings),
        # An adjective in -ski is a surname more often than not.
        is_word=any(
            "nazwa_pospolita" in labels or (not labels and not lemma.endswith(("ski", "cki", "dzki")))
            for lemma, labels in readings
        ),
    )


def is_little(word: str) -> bool:
    """Whether it is asked for only when nothing else is."""
    return word.casefold() in LITTLE or fold(word) in FILLING


def words(text: str) -> list[str]:
    """The words of a text in order, as written."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def filed(text: str) -> list[str]:
    """All tokens of a text in order; what the index stores."""
    return [token for word in words(text) for token in sorted(tokens(word))]


@lru_cache(maxsize=20_000)
def base(word: str) -> str:
    """One token for engines that cannot ask for 'any of these': a base form where there is one.

    `gier` are games before they are somebody called Gier.
    """
    own = fold(word)[:LONGEST_WORD]
    others = tokens(word) - {own}
    analyser = _analyser()
    if not others or analyser is None:
        return own
    small = word.lower()
    known = _bases(analyser, small, names=False) or _bases(analyser, small) or _bases_with_marks(analyser, own)
    return own if own in known else min(known & others or others)


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
