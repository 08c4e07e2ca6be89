"""Engines behind one interface, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.conf import settings
from django.db import connection

from search.models import Document
from search.query import Query

MOST_HITS = 500
"""Hits ranked and counted; beyond it a page says 'more than'. Ranking forty thousand costs too much for anybody."""
PATIENCE_SECONDS = 1.0
"""After this long a question is stopped (SR-07)."""


class Engine(Protocol):
    """What search needs of an engine. Rights are asked again by the caller, from the database (SR-01)."""

    def match(
        self, query: Query, audience: set[str], *, kinds: list[str] | None = None, limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents that match and are for one of `audience`, best first."""

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in, or anew."""

    def remove(self, numbers: Iterable[int]) -> None:
        """Take documents out."""

    def near(self, token: str) -> list[str]:
        """Known words that begin or end like `token` and are about as long; for forgiving slips."""


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
