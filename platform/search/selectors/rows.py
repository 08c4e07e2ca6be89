"""Rows of documents by their numbers: what finding works with, hundreds at a time.

Facets and audiences are the same words again and again, so each is read once in a process and shared; moments are
wanted for their order only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from django.db import connection

from search import engines
from search.models import Document
from search.selectors.shapes import Row

MOST_READ = 4_000
_SQL = {
    "postgresql": "SELECT id, kind, about_id, facets::text, audience::text, extract(epoch FROM dated_at)::float8, title"
    " FROM search_document WHERE id = ANY(%s::bigint[])",
    "sqlite": "SELECT id, kind, about_id, facets, audience, dated_at, title"
    " FROM search_document WHERE id IN (SELECT value FROM json_each(%s))",
}


def rows_of(numbers: Sequence[int], audience: set[str]) -> tuple[list[Row], dict[int, str]]:
    """The rows with these numbers that are for one of `audience`, in that order, and their titles; one query."""
    if not numbers:
        return [], {}
    told = ",".join(map(str, numbers))
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(_SQL[connection.vendor], [f"{{{told}}}" if is_postgres else f"[{told}]"])
        found = {values[0]: values for values in cursor.fetchall()}
    rows, titles = [], {}
    for number in numbers:
        if number not in found:
            continue
        _number, kind, about_id, facets, marks, dated, title = found[number]
        words = _words(marks)
        if not audience.isdisjoint(words):
            rows.append(Row(number, kind, about_id, _facets(facets), words, dated))
            titles[number] = title
    return rows, titles


def known_since(rows: Iterable[Row], since: datetime) -> list[Row]:
    """Those of the rows that could first be found after `since`."""
    rows = list(rows)
    found = engines.numbered(Document.objects.filter(known_at__gt=since), [row.number for row in rows])
    fresh = set(found.order_by().values_list("pk", flat=True))
    return [row for row in rows if row.number in fresh]


@lru_cache(maxsize=MOST_READ)
def _facets(told: str) -> dict[str, list[str]]:
    """Facets as they are kept; shared by all rows that have the same ones."""
    return json.loads(told)


@lru_cache(maxsize=MOST_READ)
def _words(told: str) -> frozenset[str]:
    """The words of an audience."""
    return frozenset(json.loads(told))
