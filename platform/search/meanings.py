"""What is near in meaning: which ways of saying a thing stand in a question, and in which other words it can be said.

People ask in whole sentences, so the words of a way may stand in any order and have others between them; `nie`, and the
little words of a way that has but one telling word (`która godzina`), must be there all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search import families, polish, trade
from search.query import Group, Query

Way = tuple[str, ...]
Tokens = tuple[frozenset[str], ...]
BETWEEN, LEAST_KIN, MOST_PARTS = 2, 5, 2
"""Words that may stand between those of a way; letters of a word whose family is tried; of how many sets a word may be
a part and still tell of them."""
_NEEDED = frozenset({"nie", "bez"})


def telling(line: str) -> Way:
    """The words of one way of saying it, without the little ones."""
    found = [word for word in polish.words(line) if polish.tokens(word)]
    return tuple(word for word in found if not polish.is_little(word)) or tuple(found)


@dataclass(frozen=True)
class Said:
    """One way of saying a thing: its words to be heard in a question, and those to be sought (none: seek others)."""

    heard: Tokens
    sought: Way
    sets: tuple[int, ...]


class Meanings:
    """Sets of ways that are near to each other."""

    def __init__(self, sets: Iterable[Iterable[str]]) -> None:
        self._sets: list[tuple[Way, ...]] = []
        self._by_token: dict[str, list[Said]] = defaultdict(list)
        self._by_stem: dict[str, list[Said]] = defaultdict(list)
        self._by_part: dict[str, set[int]] = defaultdict(set)
        for lines in sets:
            ways = [line for line in lines if polish.words(line)]
            number = len(self._sets)
            self._sets.append(tuple(dict.fromkeys(way for line in ways if (way := _sought(line)))))
            for line in ways:
                self._keep(line, number)

    def _keep(self, line: str, number: int) -> None:
        words = telling(line)
        heard = tuple(polish.tokens(word) for word in _heard(line, words))
        said = Said(heard, words, (number,))
        if len(heard) > 1:
            for part in words:
                for token in polish.tokens(part):
                    self._by_part[token].add(number)
        for token in polish.tokens(words[0]):
            self._by_token[token].append(said)
            if len(heard) == 1 and len(token) >= LEAST_KIN:
                for stem in families.stems(token):
                    self._by_stem[stem].append(said)

    def of(self, query: Query) -> tuple[Group, ...]:
        """The things that are asked for, in order, each as it was said and in the other words of its sets."""
        if query.prefix:
            return query.groups
        heard = list(query.heard or query.words)
        asked = set(query.words)
        tokens = [polish.tokens(word) for word in heard]
        things: dict[int, tuple[Way, list[int]]] = {}
        used: set[int] = set()
        for places, sets in self._met(tokens, [place for place, word in enumerate(heard) if word in asked]):
            if not used & set(places):
                used |= set(places)
                things[places[0]] = tuple(heard[place] for place in places), sets
        for place, word in enumerate(heard):
            if word in asked and place not in used:
                things[place] = (word,), self._of_family(tokens[place])
        found = [self._group(own, sets) for own, sets in _agreeing([things[place] for place in sorted(things)])]
        return tuple(dict.fromkeys([*found, *(((word,),) for phrase in query.phrases for word in phrase)]))

    def _met(self, tokens: list[frozenset[str]], places: list[int]) -> list[tuple[tuple[int, ...], list[int]]]:
        """Where ways stand in the question, those of most words first, each with the numbers of its sets."""
        met: dict[tuple[int, ...], list[int]] = {}
        for place in places:
            for said in {id(one): one for token in tokens[place] for one in self._by_token.get(token, ())}.values():
                where = _places(said.heard, tokens, place)
                if where:
                    met.setdefault(where, []).extend(said.sets)
        return sorted(met.items(), key=lambda one: (-len(one[0]), one[0]))

    def _of_family(self, tokens: frozenset[str]) -> list[int]:
        """The sets of a word made of the same one; or, when it is a part of ways of very few sets, those."""
        stems = {stem for token in tokens if len(token) >= LEAST_KIN for stem in families.stems(token)}
        found = [number for stem in stems for said in self._by_stem.get(stem, ()) for number in said.sets]
        parts = set().union(*(self._by_part.get(token, ()) for token in tokens))
        return found or (sorted(parts) if len(parts) <= MOST_PARTS and not tokens & trade.plain() else [])

    def _group(self, own: Way, sets: list[int]) -> Group:
        others = (way for number in dict.fromkeys(sets) for way in self._sets[number])
        return tuple(dict.fromkeys([own, *others]))


def is_turn(group: Group) -> bool:
    """Whether it is a turn of phrase, of which one word alone tells little (`która jest godzina`)."""
    return sum(not polish.is_little(word) for word in group[0]) == 1 < len(group[0])


def _agreeing(things: list[tuple[Way, list[int]]]) -> list[tuple[Way, list[int]]]:
    """Of a thing's sets those that another thing has too, where there are such: cells of the body, not telephones."""
    agreed = []
    for own, sets in things:
        others = {number for other, theirs in things if other != own for number in theirs}
        agreed.append((own, [number for number in sets if number in others] or sets))
    return agreed


def _heard(line: str, words: Way) -> list[str]:
    """The words of a way that must be in a question."""
    found = polish.words(line)
    if len(words) == 1:
        return found
    return [word for word in found if word in words or word.casefold() in _NEEDED]


def _sought(line: str) -> Way:
    """The words by which a way is sought in texts; none where they tell too little without the others."""
    words = telling(line)
    if len(words) == 1 and len(polish.words(line)) > 1:
        return ()
    return () if min(len(word) for word in words) < 2 else words


def _places(heard: Tokens, tokens: list[frozenset[str]], at: int) -> tuple[int, ...] | None:
    """Where the words of a way stand near `at`, in order of the question; None when one is missing."""
    reach = len(heard) - 1 + BETWEEN if len(heard) > 1 else 0
    near = range(max(0, at - reach), min(len(tokens), at + reach + 1))
    taken: list[int] = []
    for wanted in heard:
        place = next((one for one in near if one not in taken and tokens[one] & wanted), None)
        if place is None:
            return None
        taken.append(place)
    return tuple(sorted(taken))
