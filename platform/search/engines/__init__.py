"""Engines behind one interface, and the choice among them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from kit import prepared
from search.models import Document
from search.query import Group, Query

MOST_HITS = 500
"""Hits ranked and counted; beyond it a page says 'more than'. Ranking forty thousand costs too much for anybody."""
PATIENCE_SECONDS = 1.0
"""After this long a question is stopped (SR-07)."""


def mark(word: str) -> str:
    """A word of audience, a kind or a facet as one token of letters and digits, which no text holds by chance."""
    return "x" + blake2b(word.encode(), digest_size=8).hexdigest()


def kind_mark(kind: str) -> str:
    """What stands for a kind among the marks of a document."""
    return f"kind:{kind}"


def facet_mark(name: str, word: str) -> str:
    """What stands for a word of a facet; begins as no word of audience does."""
    return f"facet:{name}:{word}"


def marks_of(document: Document) -> list[str]:
    """By what a document is narrowed: for whom it is, its kind, its facets."""
    facets = [facet_mark(name, word) for name, words in document.facets.items() for word in words]
    return [*document.audience, kind_mark(document.kind), *facets]


def numbered(rows: QuerySet, numbers: Sequence[int]) -> QuerySet:
    """`rows` with these numbers; cheaper than `pk__in`, to which each number is a value of its own."""
    column = f'"{rows.model._meta.db_table}"."{rows.model._meta.pk.column}"'
    if connection.vendor == "postgresql":
        return rows.extra(where=[f"{column} = ANY(%s)"], params=[list(numbers)])  # noqa: S610 - our own column
    within = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608
    return rows.extra(where=[within], params=[json.dumps(list(numbers))])  # noqa: S610


def numbers_among(questions: dict[str, tuple[str, Sequence[Any], Sequence[int]]]) -> dict[str, set[int]]:
    """Of each name's numbers those that its question for numbers (SQL of one column, `pk`) gives; asked all at once."""
    found: dict[str, set[int]] = {name: set() for name in questions}
    if not questions:
        return found
    within = "= ANY(%s::bigint[])" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    parts, values = [], list[Any]()
    for place, (sql, params, numbers) in enumerate(questions.values()):
        parts.append(f'SELECT {place:d} AS place, may."pk" FROM ({sql}) AS may WHERE may."pk" {within}')  # noqa: S608
        # As one word each: to take an array apart costs a driver more than the database needs for all of it.
        told = ",".join(map(str, numbers))
        values += [*params, f"{{{told}}}" if connection.vendor == "postgresql" else f"[{told}]"]
    names = list(questions)
    # A reader asks in the same words again and again: PostgreSQL keeps its plan.
    with prepared.planned(connection) as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for place, number in cursor.fetchall():
            found[names[place]].add(number)
    return found


class Engine(Protocol):
    """What search needs of an engine. Rights are asked again by the caller, from the database (SR-01)."""

    def match(
        self, query: Query, audience: set[str], *, within: Sequence[set[str]] = (), limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first, that are for one of `audience` and have a mark of each set of `within`."""

    def how_often(self, groups: Sequence[Group], audience: set[str]) -> list[int]:
        """In how many documents for `audience` each thing stands, MOST_HITS at most; one question for all."""

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""

    def missing(self) -> list[int]:
        """Numbers of documents that are not in the index."""

    def near(self, token: str) -> list[str]:
        """Known words that begin or end like `token` and are about as long; for forgiving slips."""

    def beginning(self, with_what: str) -> list[str]:
        """Known words that begin so; for words of one family."""


def embedded() -> Engine:
    """The engine of our own database."""
    if connection.vendor == "postgresql":
        from search.engines.embedded_postgres import PostgresEngine

        return PostgresEngine()
    from search.engines.embedded_sqlite import SqliteEngine

    return SqliteEngine()


def present() -> Engine:
    """Meilisearch where it is configured, with our database behind it; otherwise our database."""
    if settings.MEILISEARCH_URL:
        from search.engines.meilisearch import MeilisearchEngine

        return MeilisearchEngine(behind=embedded())
    return embedded()
