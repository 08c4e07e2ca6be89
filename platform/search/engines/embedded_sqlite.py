"""Search in SQLite: an FTS5 table over tokens that are already Polish (search.polish)."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from search import polish
from search.engines import MOST_HITS, PATIENCE_SECONDS, mark, marks_of, vocabulary
from search.models import Document
from search.query import Group, Query

logger = logging.getLogger(__name__)

TITLE_WEIGHT, BODY_WEIGHT = 8.0, 1.0
WHOLE = "title_tokens body_tokens"
NEWEST, TITLED = 500, 200
"""Matches looked at for ranking: the newest ones, and those with all words in the title."""


def _any(tokens: Iterable[str], star: str = "") -> str:
    # Tokens hold letters and digits only; quoted all the same, so that none is read as an operator.
    return "(" + " OR ".join(f'"{token}"{star}' for token in sorted(tokens)) + ")"


def _said(group: Group, star: str = "") -> str:
    """One needed thing in any of its ways; of a way of several words all are needed."""
    ways = ["(" + " AND ".join(_any(polish.tokens(word), star) for word in way) + ")" for way in group]
    return ways[0] if len(ways) == 1 else "(" + " OR ".join(ways) + ")"


def expression(query: Query) -> str:
    """The question in the words of FTS5."""
    last = query.groups[-1]
    parts = [_said(group, "*" if query.prefix and group == last else "") for group in query.groups]
    return "(" + (" OR " if query.any_of else " AND ").join(parts) + ")"


def _all_tokens(words: Iterable[str]) -> set[str]:
    return {token for word in words for token in polish.tokens(word)}


class SqliteEngine:
    """FTS5, ranked by bm25 with the title weighing more; for whom a document is stands in a column of its own."""

    def match(
        self, query: Query, audience: set[str], *, within: Sequence[set[str]] = (), limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first."""
        if not query or not audience:
            return []
        words, right = expression(query), f"acl : {_any(mark(word) for word in audience)}"
        for marks in within:
            right += f" AND acl : {_any(mark(word) for word in marks)}"
        if query.unwanted:
            right += f" NOT {{{WHOLE}}} : {_any(_all_tokens(query.unwanted))}"
        titled, everywhere = (f"({{{place}}} : {words} AND {right})" for place in ("title_tokens", WHOLE))
        # Numbers rise with time: of common words only the newest are ranked, and all that stand in titles.
        sql = (
            f"SELECT rowid, bm25(search_fts, {TITLE_WEIGHT}, {BODY_WEIGHT}, 0.0) AS worth FROM search_fts"  # noqa: S608
            " WHERE search_fts MATCH %s ORDER BY rowid DESC LIMIT %s"
        )
        with connection.cursor() as cursor, _patience(PATIENCE_SECONDS):
            found: dict[int, float] = {}
            try:
                for asked, most in ((everywhere, NEWEST), (titled, TITLED)):
                    cursor.execute(sql, (asked, most))
                    rows = cursor.fetchall()
                    found |= {row[0]: row[1] for row in rows if row[0] not in found}
                    if asked == everywhere and len(rows) < most:
                        break
            except OperationalError as error:
                if "interrupted" not in str(error):
                    raise
                logger.warning("a search took over %s s and was stopped", PATIENCE_SECONDS)
        return sorted(found, key=lambda number: (found[number], -number))[:limit]

    def how_often(self, groups: Sequence[Group], audience: set[str]) -> list[int]:
        """In how many documents for `audience` each thing stands, MOST_HITS at most."""
        if not groups or not audience:
            return [0] * len(groups)
        one = "(SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH %s LIMIT %s))"
        right = f"acl : {_any(mark(word) for word in audience)}"
        params = [value for group in groups for value in (f"{{{WHOLE}}} : {_said(group)} AND {right}", MOST_HITS)]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([one] * len(groups))}", params)
            return [int(count) for count in cursor.fetchone()]

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""
        documents = list(documents)
        with transaction.atomic(), connection.cursor() as cursor:
            for document in documents:
                cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [document.pk])
                title, body = polish.filed(document.title), polish.filed(document.text)
                marks = [mark(word) for word in marks_of(document)]
                cursor.execute(
                    "INSERT INTO search_fts (rowid, title_tokens, body_tokens, acl) VALUES (%s, %s, %s, %s)",
                    [document.pk, " ".join(title), " ".join(body), " ".join(marks)],
                )
            vocabulary.learn(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""
        with connection.cursor() as cursor:
            for number in numbers:
                cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [number])

    def missing(self) -> list[int]:
        """Numbers of documents that are not in the index."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT d.id FROM search_document d WHERE NOT EXISTS"
                " (SELECT 1 FROM search_fts_docsize f WHERE f.id = d.id) ORDER BY d.id"
            )
            return [row[0] for row in cursor.fetchall()]

    def near(self, token: str) -> list[str]:
        """Known words like this one."""
        return vocabulary.near(token)

    def beginning(self, with_what: str) -> list[str]:
        """Known words that begin so."""
        return vocabulary.beginning(with_what)


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
