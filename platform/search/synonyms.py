"""Other ways of saying the same, kept by editors: `TIK` also finds technologie informacyjno-komunikacyjne.

Compared by base forms, so that an entry meets every inflected form. Each process keeps the list and reads it anew when
its version in the cache has moved.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.core.cache import cache

from search import keeping, polish
from search.meanings import Meanings, Way, telling
from search.models import Synonym
from search.query import Group, Query

VERSION = "search-synonyms-version"
Known = dict[str, list[tuple[Way, tuple[Way, ...]]]]
_held: dict[str, tuple[Known, Meanings]] = {}
"""Under the version: what means the same, by the tokens of its first word, each way with all ways of its sets; and what
is near in meaning."""


def known() -> tuple[Known, Meanings]:
    """What means the same, by the tokens of first words; and what is also near in meaning (search.meanings)."""
    version = cache.get_or_set(VERSION, lambda: uuid.uuid4().hex, None) or ""
    held = _held.get(version)
    if held is None:
        rows = list(Synonym.objects.order_by("is_near", "pk").values_list("words", "is_near"))
        held = (
            _by_token(words for words, is_near in rows if not is_near),
            Meanings(words.splitlines() for words, _is_near in rows),
        )
        _held.clear()
        _held[version] = held
    return held


def _by_token(rows: Iterable[str]) -> Known:
    """Sets that share a way are taken together for that way."""
    sets = [tuple(way for line in words.splitlines() if (way := telling(line))) for words in rows]
    others: dict[tuple[frozenset[str], ...], dict[Way, None]] = {}
    for ways in sets:
        for way in ways:
            others.setdefault(_key(way), {way: None}).update(dict.fromkeys(ways))
    found: Known = defaultdict(list)
    for together in others.values():
        way = next(iter(together))
        for token in polish.tokens(way[0]):
            found[token].append((way, tuple(together)))
    return dict(found)


def _key(way: Way) -> tuple[frozenset[str], ...]:
    return tuple(polish.tokens(word) for word in way)


def moved() -> None:
    """Have every process read the list anew, and forget what was answered with the old one."""
    cache.set(VERSION, uuid.uuid4().hex, None)
    keeping.index_moved()


def near(query: Query) -> tuple[Group, ...]:
    """The question thing by thing, each with what is near in meaning to it, or alone where nothing is."""
    return known()[1].of(query)


def widened(query: Query) -> Query:
    """The question with the other ways of saying its words; phrases and the unfinished word stay as they are."""
    words, said, at, found = query.words, list[Group](), 0, False
    ways = known()[0]
    while at < len(words):
        met = _longest(words, at, ways) if not query.prefix else None
        if met is None:
            said.append(((words[at],),))
            at += 1
        else:
            size = len(met[0])
            said.append((words[at : at + size], *(other for other in met[1] if other != met[0])))
            at, found = at + size, True
    if not found:
        return query
    return replace(query, said=(*said, *(((word,),) for phrase in query.phrases for word in phrase)))


def _longest(words: Way, at: int, ways: Known) -> tuple[Way, tuple[Way, ...]] | None:
    """The longest known way that the words from `at` on say, with its set."""
    best = None
    for token in polish.tokens(words[at]):
        for way, all_ways in ways.get(token, ()):
            ahead = words[at : at + len(way)]
            if len(ahead) == len(way) > (len(best[0]) if best else 0) and all(
                polish.tokens(one) & polish.tokens(other) for one, other in zip(ahead, way, strict=True)
            ):
                best = way, all_ways
    return best
