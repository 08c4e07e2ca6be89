"""What may be written down of a question that found nothing: common words and abbreviations, nothing of people.

A question may hold a pupil's name, an address, a number. The dictionary knows which words are names; a word it does not
know may be one. So only words of the dictionary that are no names stay, and short abbreviations; the rest is a dash.
"""

from __future__ import annotations

import re
from itertools import pairwise

from search import polish
from search.query import LONGEST

HIDDEN = "–"
_HOLDS_NUMBERS = re.compile(r"\S*[0-9@]\S*")
"""Addresses and numbers, whole."""
MOST_WORDS, ABBREVIATION = 8, 6


def without_people(words: str) -> str:
    """The question with everything that may name somebody left out; empty when nothing else is there.

    Many Polish words are somebody's surname (`Lis`, `Szkoła`): beside a first name they are left out as well.
    """
    asked = polish.words(" ".join(_HOLDS_NUMBERS.sub(" 0 ", words).split()))[:MOST_WORDS]
    sorts = [polish.named(word) for word in asked]
    somebody = any(_is_only_name(sort) for sort in sorts) or any(
        (one.is_first and other.is_surname) or (one.is_surname and other.is_first) for one, other in pairwise(sorts)
    )
    told = [
        word.casefold() if _stays(word, sort, somebody=somebody) else HIDDEN
        for word, sort in zip(asked, sorts, strict=True)
    ]
    kept = [word for place, word in enumerate(told) if word != HIDDEN or told[place - 1 : place] != [HIDDEN]]
    return " ".join(kept)[:LONGEST] if any(word != HIDDEN for word in kept) else ""


def _is_only_name(sort: polish.Named) -> bool:
    return (sort.is_first or sort.is_surname) and not sort.is_word


def _stays(word: str, sort: polish.Named, *, somebody: bool) -> bool:
    if not word.isalpha() or _is_only_name(sort) or (somebody and (sort.is_first or sort.is_surname)):
        return False
    return polish.is_known(word) or (word.isupper() and 1 < len(word) <= ABBREVIATION)
