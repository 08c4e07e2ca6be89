"""Search in PostgreSQL: a tsvector over the same tokens as everywhere; its own parser and stemmers are not asked.

One way of forgiving slips (search.engines.vocabulary) serves both databases, so that both find the same.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable

from django.db import OperationalError, connection, transaction

from search import polish
from search.engines import MOST_HITS, PATIENCE_SECONDS, vocabulary
from search.models import Document
from search.query import Query

logger = logging.getLogger(__name__)

RANKED = 4_000
"""Matches looked at for ranking, the newest ones: ts_rank over forty thousand takes a quarter of a second."""
_MOST_PLACES, _LAST_PLACE = 200, 16_000


def vector(document: Document) -> str:
    """The document as a tsvector literal: title words weigh A, the rest D."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for text, weight in ((document.title, "A"), (document.text, "")):
        for word in polish.words(text):
            place = min(place + 1, _LAST_PLACE)
            for token in polish.tokens(word):
                if len(places[token]) < _MOST_PLACES:
                    places[token].append(f"{place}{weight}")
    return " ".join(f"'{token}':{','.join(where)}" for token, where in places.items())


def _any(tokens: Iterable[str], star: str = "") -> str:
    return "(" + " | ".join(f"'{token}'{star}" for token in sorted(tokens)) + ")"


def expression(query: Query) -> str:
    """The question as a tsquery literal."""
    needed = query.needed
    parts = [
        _any(polish.tokens(word), ":*" if query.prefix and number == len(needed) - 1 else "")
        for number, word in enumerate(needed)
    ]
    parts += [f"!{_any(polish.tokens(word))}" for word in query.unwanted]
    return " & ".join(parts)


class PostgresEngine:
    """tsvector with a GIN index, ranked by ts_rank."""

    def match(
        self, query: Query, audience: set[str], *, kinds: list[str] | None = None, limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first."""
        if not query or not audience:
            return []
        narrowed = " AND d.kind = ANY(%s)" if kinds else ""
        # Only our own words and marks for values are put together here.
        sql = (
            "WITH found AS (SELECT d.id, d.dated_at, v.vector FROM search_vector v"  # noqa: S608
            " JOIN search_document d ON d.id = v.document_id WHERE v.vector @@ %s::tsquery"
            " AND EXISTS (SELECT 1 FROM search_grant g WHERE g.document_id = d.id AND g.word = ANY(%s))"
            f"{narrowed} ORDER BY d.dated_at DESC, d.id DESC LIMIT %s)"
            " SELECT id FROM found ORDER BY ts_rank('{0.1, 0.2, 0.4, 1.0}', vector, %s::tsquery, 1) DESC,"
            " dated_at DESC, id DESC LIMIT %s"
        )
        asked = expression(query)
        values: list[object] = [asked, sorted(audience), *([kinds] if kinds else []), RANKED, asked, limit]
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = {int(PATIENCE_SECONDS * 1000)}")
                cursor.execute(sql, values)
                found = [row[0] for row in cursor.fetchall()]
                cursor.execute("SET LOCAL statement_timeout = DEFAULT")
                return found
        except OperationalError as error:
            if "statement timeout" not in str(error):
                raise
            logger.warning("a search took over %s s and was stopped", PATIENCE_SECONDS)
            return []

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""
        documents = list(documents)
        with transaction.atomic(), connection.cursor() as cursor:
            for document in documents:
                cursor.execute(
                    "INSERT INTO search_vector (document_id, vector) VALUES (%s, %s::tsvector)"
                    " ON CONFLICT (document_id) DO UPDATE SET vector = EXCLUDED.vector",
                    [document.pk, vector(document)],
                )
            vocabulary.learn(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_vector WHERE document_id = ANY(%s)", [list(numbers)])

    def near(self, token: str) -> list[str]:
        """Known words like this one."""
        return vocabulary.near(token)
