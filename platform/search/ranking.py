"""The order of what was found, the same for every engine: the engine's own, mended by what titles say.

An engine weighs words; it does not see that a title says just what was asked, or that a resource speaks of it only in
passing. So the first of its answers are put in order again by their titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models.functions import Left

from search import polish
from search.models import Document
from search.query import Group, Query

LOOKED_AT = 120
"""How many of the engine's first answers are put in order again."""

BEGINNING, SUBJECT = 6_000, 1_000
"""Letters of a text that are read to see how many of the words it has."""
TITLE, WITHIN, SENTENCE, SCATTERED = 0.5, 3, 12, 0.5
"""What a thing weighs more in a title; how many words may stand between those of one thing; words of a sentence; what
words of one thing are worth far from each other."""


def again(ranked: list[int], titles: dict[int, str], query: Query) -> list[int]:
    """The numbers in a better order; those without a title here keep their places behind."""
    groups = [[[polish.tokens(word) for word in way] for way in group] for group in query.groups]
    scored = []
    for place, number in enumerate(ranked):
        title = titles.get(number)
        if title is not None:
            scored.append((-_worth(title, groups, query) - 1 / (place + 5), place, number))
    first = {number for _score, _place, number in scored}
    return [number for _score, _place, number in sorted(scored)] + [one for one in ranked if one not in first]


@lru_cache(maxsize=4_000)
def _read(title: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The tokens of each word of a title, and its words as they are written."""
    found = polish.words(title)
    return tuple(polish.tokens(word) for word in found), frozenset(polish.fold(word) for word in found)


def _worth(title: str, groups: list[list[list[frozenset[str]]]], query: Query) -> float:
    """From 0 (no word of the question in the title) to about 2 (it says just this)."""
    said, own = _read(title)
    if not said or not groups:
        return 0.0
    met, used = 0.0, set()
    for number, group in enumerate(groups):
        best = 0.0
        for way in group:
            places = [next((at for at, tokens in enumerate(said) if tokens & wanted), None) for wanted in way]
            share = sum(place is not None for place in places) / len(way)
            used |= {place for place in places if place is not None}
            best = max(best, share)
        exact = number < len(query.needed) and polish.fold(query.needed[number]) in own
        met += best + (0.05 if exact else 0)
    share = met / len(groups)
    return share + 0.25 * share * len(used) / len(said)


@dataclass(frozen=True)
class Read:
    """A document as far as it was read: where each token stands in its title and in its text."""

    title: dict[str, list[int]]
    text: dict[str, list[int]]

    def share(self, weights: dict[Group, float]) -> float:
        """The weight of the things it has; in the title each counts once more."""
        return sum(
            weight * (TITLE * _part(self.title, group) + max(_part(self.title, group), _part(self.text, group)))
            for group, weight in weights.items()
        )

    def is_loose(self, groups: Sequence[Group]) -> bool:
        """Whether it only has these things far from each other, and none in its title: by chance, most likely."""
        return (
            (len(groups) > 1 or len(groups[0][0]) > 1)
            and not any(_stands(self.title, group) for group in groups)
            and not _together(self.text, groups)
        )


def read(numbers: list[int]) -> dict[int, Read]:
    """Documents by their numbers, read from the beginning. One query."""
    rows = Document.objects.filter(pk__in=numbers).order_by().values_list("pk", "title", Left("text", BEGINNING))
    return {number: Read(_where(title), _where(text)) for number, title, text in rows}


def beginnings(numbers: list[int]) -> list[tuple[str, str]]:
    """Titles and beginnings of texts of documents, in the order of their numbers. One query."""
    found = Document.objects.filter(pk__in=numbers).order_by().values_list("pk", "title", Left("text", SUBJECT))
    told = {number: (title, text) for number, title, text in found}
    return [told[number] for number in numbers if number in told]


def _where(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(polish.words(text)):
        for token in polish.tokens(word):
            found.setdefault(token, []).append(place)
    return found


def _stands(places: dict[str, list[int]], group: Group) -> bool:
    """Whether one of the ways of saying it is there, its words near each other."""
    return any(_near(places, way) for way in group)


def _part(places: dict[str, list[int]], group: Group) -> float:
    """How much of a thing is there: all of it, or a part when only words of how it was said are."""
    if _stands(places, group):
        return 1.0
    own = [word for word in group[0] if not polish.is_little(word)]
    if len(own) < 2:
        return 0.0
    return SCATTERED * sum(bool(_of(places, word)) for word in own) / len(own)


def _near(places: dict[str, list[int]], way: tuple[str, ...]) -> bool:
    said = [token_places for word in way if (token_places := _of(places, word))]
    if len(said) < len(way):
        return False
    if len(way) == 1:
        return True
    reach = len(way) + WITHIN
    return any(all(any(abs(place - at) <= reach for place in other) for other in said[1:]) for at in said[0])


def _together(places: dict[str, list[int]], groups: Sequence[Group]) -> bool:
    """Whether all of these stand in about one sentence."""
    said = [[at for way in group if _near(places, way) for at in _of(places, way[0])] for group in groups]
    if not all(said):
        return False
    return any(all(any(abs(place - at) <= SENTENCE for place in other) for other in said[1:]) for at in said[0])


def _of(places: dict[str, list[int]], word: str) -> list[int]:
    return [place for token in polish.tokens(word) for place in places.get(token, ())]
