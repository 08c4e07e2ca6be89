"""What matches and may be read: asked of the engine by audience, then of the database by right (SR-01)."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

from search import engines, keeping, ranking
from search.models import Document
from search.query import Group, Query, has_phrase
from search.registry import AUDIENCES, ENTRIES, PUBLIC, SIGNED_IN
from search.selectors.rows import rows_of
from search.selectors.shapes import Row

_AT_ONCE = 40
Made = TypeVar("Made")


def audience_of(user: Any) -> set[str]:
    """The words of audiences `user` belongs to: everybody's, those who signed in, and what the apps say."""
    if not user.is_authenticated or not user.is_active:
        return {PUBLIC}
    # May be some seconds old: the last check is always fresh.
    return keeping.of_person(user.pk, "audience", lambda: _audience_now(user))


def _audience_now(user: Any) -> set[str]:
    return {PUBLIC, SIGNED_IN}.union(*(function(user) for function in AUDIENCES))


class Heard:
    """What the database said about rights while one question was answered."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], bool] = {}
        self.is_steady = True
        """Whether it always said the same of the same thing."""

    def note(self, kind: str, numbers: Iterable[int], may: set[int]) -> None:
        """Remember a reply."""
        for number in numbers:
            if self._said.setdefault((kind, number), number in may) != (number in may):
                self.is_steady = False

    @property
    def asked(self) -> dict[str, list[int]]:
        """Everything rights were asked about, by kind."""
        found = defaultdict(list)
        for kind, number in self._said:
            found[kind].append(number)
        return dict(found)

    @property
    def refused(self) -> frozenset[tuple[str, int]]:
        """What may not be read."""
        return frozenset(one for one, may in self._said.items() if not may)


class Asker:
    """One person asking one question: audiences are asked once, whatever is tried."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.audience = audience_of(user)
        self.heard = Heard()

    def rows(self, query: Query, *, within: Sequence[set[str]] = (), limit: int = engines.MOST_HITS) -> list[Row]:
        """What matches and may be read, best first. `within`: one mark of each set must be there (search.engines)."""
        return self.readable(self.matching(query, within=within, limit=limit))

    def matching(self, query: Query, *, within: Sequence[set[str]] = (), limit: int) -> tuple[Row, ...]:
        """What the index holds for it and for these audiences; not to be shown before `readable` is asked."""
        return self.held("rows", (query, _still(within), limit), lambda: matching(query, self.audience, within, limit))

    def held(self, what: str, facts: Hashable, make: Callable[[], Made]) -> Made:
        """What the index says to these audiences, as long as nothing is filed (search.keeping)."""
        return keeping.of_index((what, facts, frozenset(self.audience)), make)

    def readable(self, rows: Iterable[Row]) -> list[Row]:
        """Those of the rows that may be read now: one question of the database for all kinds."""
        rows = list(rows)
        asked = defaultdict(list)
        for row in rows:
            asked[row.kind].append(row.about_id)
        may = self._may(asked)
        for kind, numbers in asked.items():
            self.heard.note(kind, numbers, may.get(kind, set()))
        return [row for row in rows if row.about_id in may.get(row.kind, ())]

    def refused(self, asked: dict[str, list[int]]) -> frozenset[tuple[str, int]]:
        """Of these numbers of things, by kind, those that may not be read now: one question of the database."""
        may = self._may(asked)
        return frozenset(
            (kind, number) for kind, numbers in asked.items() for number in set(numbers) - may.get(kind, set())
        )

    def _may(self, asked: dict[str, list[int]]) -> dict[str, set[int]]:
        questions = {}
        for kind, numbers in asked.items():
            entry = ENTRIES.get(kind)
            rights = keeping.rights_sql(self.user, kind, entry.among) if entry is not None else None
            if rights is not None:
                questions[kind] = (*rights, numbers)
        return engines.numbers_among(questions)

    def finds(self, query: Query) -> bool:
        """Whether anything that may be read matches."""
        return bool(self.rows(query, limit=20))

    def how_often(self, groups: Iterable[Group]) -> dict[Group, int]:
        """In how many things for these audiences each stands, at most as many as are looked at."""
        asked = tuple(dict.fromkeys(groups))
        counts = self.held("often", asked, lambda: engines.embedded().how_often(asked, self.audience))
        return dict(zip(asked, counts, strict=True))


def _still(within: Sequence[set[str]]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(marks) for marks in within)


def matching(query: Query, audience: set[str], within: Sequence[set[str]], limit: int) -> tuple[Row, ...]:
    """What the index holds for the question and these audiences, best first; nobody's rights are asked yet."""
    ranked = engines.present().match(query, audience, within=within, limit=limit)
    rows, titles = rows_of(ranked, audience)
    if query.phrases:
        rows = _with_phrases(rows, query.phrases)
    return tuple(_in_order(rows, titles, query))


def _in_order(rows: list[Row], titles: dict[int, str], query: Query) -> list[Row]:
    first = {row.number: titles[row.number] for row in rows[: ranking.LOOKED_AT]}
    by_number = {row.number: row for row in rows}
    return [by_number[number] for number in ranking.again([row.number for row in rows], first, query)]


def _with_phrases(rows: list[Row], phrases: tuple[tuple[str, ...], ...]) -> list[Row]:
    """Rows in which the phrases stand; the best first, as many as can be read within our patience."""
    until = time.monotonic() + engines.PATIENCE_SECONDS
    kept: list[Row] = []
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        texts = Document.objects.in_bulk([row.number for row in part])
        for row in part:
            document = texts.get(row.number)
            if document and all(has_phrase(document.title, one) or has_phrase(document.text, one) for one in phrases):
                kept.append(row)
        if time.monotonic() > until:
            break
    return kept
