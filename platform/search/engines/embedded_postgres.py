"""Search in PostgreSQL: a tsvector over the same tokens as everywhere; its own parser and stemmers are not asked.

One way of forgiving slips (search.engines.vocabulary) serves both databases, so that both find the same.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from django.db import OperationalError, connection, transaction

from search import polish
from search.engines import MOST_HITS, PATIENCE_SECONDS, mark, marks_of, vocabulary
from search.models import Document
from search.query import Group, Query

logger = logging.getLogger(__name__)

NEWEST, TITLED = 500, 200
"""Matches looked at for ranking, the newest ones and those with all words in the title: ts_rank over forty thousand
takes a quarter of a second."""
MOST_TITLES = 2_000
"""Of a word that stands in more titles than that, the newest are looked for among so many."""
_RANKED = (
    "WITH found AS MATERIALIZED ({}) SELECT f.document_id, ts_rank('{{0.1, 0.2, 0.4, 1.0}}', v.vector, %s::tsquery, 1)"
    " AS worth FROM found f JOIN search_vector v ON v.document_id = f.document_id"
    " ORDER BY worth DESC, f.dated_at DESC, f.document_id DESC"
)
MOST_SOUGHT = 3
"""Audiences that are looked up in the index."""
_MOST_PLACES, _LAST_PLACE = 200, 16_000


def vector(document: Document) -> str:
    """The document as a tsvector literal: title words weigh A, the rest D.

    Title words stand there once more behind an equals sign: the index knows words but not their weights, and without
    it a word that stands in few titles is sought for in all documents.
    """
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for text, weight in ((document.title, "A"), (document.text, "")):
        for word in polish.words(text):
            place = min(place + 1, _LAST_PLACE)
            for token in polish.tokens(word):
                if len(places[token]) < _MOST_PLACES:
                    places[token].append(f"{place}{weight}")
    titled = {token for word in polish.words(document.title) for token in polish.tokens(word)}
    marks = [*(f"'={token}'" for token in titled), *(f"'@{mark(word)}'" for word in marks_of(document))]
    return " ".join([*(f"'{token}':{','.join(where)}" for token, where in places.items()), *marks])


def _any(tokens: Iterable[str], star: str = "", sign: str = "") -> str:
    return "(" + " | ".join(f"'{sign}{token}'{star}" for token in sorted(tokens)) + ")"


def _said(group: Group, star: str = "", sign: str = "") -> str:
    """One needed thing in any of its ways; of a way of several words all are needed."""
    ways = ["(" + " & ".join(_any(polish.tokens(word), star, sign) for word in way) + ")" for way in group]
    return "(" + " | ".join(ways) + ")"


def expression(query: Query, *, is_titled: bool = False) -> str:
    """The question as a tsquery literal; `is_titled`: what is needed must stand in the title."""
    last, parts = query.groups[-1], []
    for group in query.groups:
        star = ":*" if query.prefix and group == last else ""
        parts.append(_said(group, star, "=" if is_titled else ""))
    needed = "(" + (" | " if query.any_of else " & ").join(parts) + ")"
    return " & ".join([needed, *(f"!{_any(polish.tokens(word))}" for word in query.unwanted)])


def _marks(words: Iterable[str]) -> str:
    """One of these marks; no word of a text begins with @."""
    return _any(f"@{mark(word)}" for word in words)


def _right(audience: set[str]) -> tuple[str, str]:
    """The condition that a row is for one of `audience`, and its value.

    To look each of many audiences up in the index costs a hundred times more than to read them in the rows that were
    found; what is called as a function is not sought for in the index.
    """
    in_rows = len(audience) > MOST_SOUGHT
    return "ts_match_vq(vector, %s::tsquery)" if in_rows else "vector @@ %s::tsquery", _marks(audience)


@contextmanager
def _patient() -> Iterator[Callable[[str, list[Any]], list[Any]]]:
    """Asks for rows, each time for no longer than our patience (SR-07).

    The limit and the question are sent as one, so that the limit ends with the question; inside a transaction, which
    goes on, it is taken back, and a question that was stopped spoils nothing.
    """
    # Whoever reads the table from its beginning reads all of it where matches stand at its end.
    patience = f"SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = {int(PATIENCE_SECONDS * 1000)}; "
    is_inside = connection.in_atomic_block
    with transaction.atomic() if is_inside else nullcontext(), connection.cursor() as cursor:

        def ask(sql: str, params: list[Any]) -> list[Any]:
            cursor.execute(patience + sql, params)
            cursor.nextset()
            cursor.nextset()
            return cursor.fetchall()

        yield ask
        if is_inside:
            cursor.execute("SET LOCAL statement_timeout = DEFAULT; SET LOCAL enable_seqscan = DEFAULT")


class PostgresEngine:
    """tsvector with a GIN index, ranked by ts_rank."""

    def match(
        self, query: Query, audience: set[str], *, within: Sequence[set[str]] = (), limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first."""
        if not query or not audience:
            return []
        narrow = "".join(f" & {_marks(marks)}" for marks in within)
        words = expression(query)
        here, right = _right(audience)
        # Rows without their vectors are small, so that the newest of many are found quickly; only they are ranked.
        rows = f"SELECT document_id, dated_at FROM search_vector WHERE vector @@ %s::tsquery AND {here}"  # noqa: S608
        some = f"SELECT * FROM ({rows} LIMIT {MOST_TITLES}) AS met"  # noqa: S608
        found: dict[int, float] = {}
        try:
            with _patient() as ask:
                for asked, which, most in ((words, rows, NEWEST), (expression(query, is_titled=True), some, TITLED)):
                    newest = f"{which} ORDER BY dated_at DESC, document_id DESC LIMIT %s"
                    given = ask(_RANKED.format(newest), [f"{asked}{narrow}", right, most, words])
                    found |= dict(given)
                    if asked == words and len(given) < most:
                        break
        except OperationalError as error:
            if "statement timeout" not in str(error):
                raise
            logger.warning("a search took over %s s and was stopped", PATIENCE_SECONDS)
        return sorted(found, key=lambda number: (-found[number], -number))[:limit]

    def how_often(self, groups: Sequence[Group], audience: set[str]) -> list[int]:
        """In how many documents for `audience` each thing stands, MOST_HITS at most."""
        if not groups or not audience:
            return [0] * len(groups)
        here, right = _right(audience)
        met = f"SELECT 1 FROM search_vector WHERE vector @@ %s::tsquery AND {here} LIMIT %s"  # noqa: S608
        one = f"(SELECT count(*) FROM ({met}) AS met)"  # noqa: S608
        params = [value for group in groups for value in (_said(group), right, MOST_HITS)]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([one] * len(groups))}", params)
            return [int(count) for count in cursor.fetchone()]

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""
        documents = list(documents)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_vector (document_id, dated_at, vector) SELECT number, dated_at, words::tsvector"
                " FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[]) AS given (number, dated_at, words)"
                " ON CONFLICT (document_id) DO UPDATE SET vector = EXCLUDED.vector, dated_at = EXCLUDED.dated_at",
                [
                    [one.pk for one in documents],
                    [one.dated_at for one in documents],
                    [vector(one) for one in documents],
                ],
            )
            vocabulary.learn(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_vector WHERE document_id = ANY(%s)", [list(numbers)])

    def missing(self) -> list[int]:
        """Numbers of documents that are not in the index."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT d.id FROM search_document d WHERE NOT EXISTS"
                " (SELECT 1 FROM search_vector v WHERE v.document_id = d.id) ORDER BY d.id"
            )
            return [row[0] for row in cursor.fetchall()]

    def near(self, token: str) -> list[str]:
        """Known words like this one."""
        return vocabulary.near(token)

    def beginning(self, with_what: str) -> list[str]:
        """Known words that begin so."""
        return vocabulary.beginning(with_what)
