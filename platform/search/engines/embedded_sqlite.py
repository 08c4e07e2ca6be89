"""Search in SQLite: an FTS5 table over tokens that are already Polish (search.polish)."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from search import polish
from search.engines import MOST_HITS, PATIENCE_SECONDS, vocabulary
from search.models import Document
from search.query import Query

logger = logging.getLogger(__name__)

TITLE_WEIGHT, BODY_WEIGHT = 8.0, 1.0


def _any(tokens: Iterable[str], star: str = "") -> str:
    # Tokens hold letters and digits only; quoted all the same, so that none is read as an operator.
    return "(" + " OR ".join(f'"{token}"{star}' for token in sorted(tokens)) + ")"


def expression(query: Query) -> str:
    """The question in the words of FTS5."""
    needed = query.needed
    parts = [
        _any(polish.tokens(word), "*" if query.prefix and number == len(needed) - 1 else "")
        for number, word in enumerate(needed)
    ]
    found = " AND ".join(parts)
    if query.unwanted:
        found = f"({found}) NOT {_any(_all_tokens(query.unwanted))}"
    return found


def _all_tokens(words: Iterable[str]) -> set[str]:
    return {token for word in words for token in polish.tokens(word)}


class SqliteEngine:
    """FTS5, ranked by bm25 with the title weighing more."""

    def match(
        self, query: Query, audience: set[str], *, kinds: list[str] | None = None, limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first."""
        if not query or not audience:
            return []
        for_whom = sorted(audience)
        # Only our own words and marks for values are put together here.
        sql = (
            "SELECT search_fts.rowid FROM search_fts JOIN search_document ON search_document.id = search_fts.rowid "  # noqa: S608
            "WHERE search_fts MATCH %s AND EXISTS (SELECT 1 FROM search_grant WHERE "
            f"search_grant.document_id = search_fts.rowid AND search_grant.word IN ({_places(for_whom)}))"
        )
        values: list[str] = [expression(query), *for_whom]
        if kinds:
            sql += f" AND search_document.kind IN ({_places(kinds)})"
            values += kinds
        sql += (
            f" ORDER BY bm25(search_fts, {TITLE_WEIGHT}, {BODY_WEIGHT}), search_document.dated_at DESC,"
            " search_fts.rowid DESC LIMIT %s"
        )
        with connection.cursor() as cursor, _patience(PATIENCE_SECONDS):
            try:
                cursor.execute(sql, (*values, limit))
                return [row[0] for row in cursor.fetchall()]
            except OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                logger.warning("a search took over %s s and was stopped", PATIENCE_SECONDS)
                return []

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""
        documents = list(documents)
        with transaction.atomic(), connection.cursor() as cursor:
            for document in documents:
                cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [document.pk])
                cursor.execute(
                    "INSERT INTO search_fts (rowid, title_tokens, body_tokens) VALUES (%s, %s, %s)",
                    [document.pk, " ".join(polish.filed(document.title)), " ".join(polish.filed(document.text))],
                )
            vocabulary.learn(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""
        with connection.cursor() as cursor:
            for number in numbers:
                cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [number])

    def near(self, token: str) -> list[str]:
        """Known words like this one."""
        return vocabulary.near(token)


def _places(values: Iterable[object]) -> str:
    return ", ".join("%s" for _value in values)


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Stop a statement that runs longer (SR-07)."""
    until = time.monotonic() + seconds
    raw = connection.connection
    raw.set_progress_handler(lambda: int(time.monotonic() > until), 20_000)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)
