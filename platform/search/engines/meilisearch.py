"""Search in a Meilisearch server, with our own database behind it: away, slow or behind, it changes nothing (SR-06).

The server holds what the database holds and is never asked by a browser (SR-08). What it answers are numbers of
documents; rights are asked again from the database. Our key needs `search`, `documents.*`, `indexes.create` and
`settings.update` on this one index, never the master key.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable
from typing import Any

import meilisearch
import requests
from django.conf import settings
from meilisearch.errors import MeilisearchError

from search import polish
from search.engines import MOST_HITS, Engine
from search.models import Document, Waiting
from search.query import Query

logger = logging.getLogger(__name__)

READ_SECONDS, WRITE_SECONDS = 0.8, 2
"""How long the server may take; readers are then answered by the database within the second."""
PAUSE_SECONDS = 20
"""After a failure the server is left alone this long, so that not every reader waits for it."""
FAILURES = (MeilisearchError, requests.RequestException, ValueError)

INDEX_SETTINGS: dict[str, Any] = {
    "searchableAttributes": ["title_tokens", "body_tokens"],
    "filterableAttributes": ["acl", "kind"],
    "sortableAttributes": ["dated"],
    "displayedAttributes": ["id"],
    "rankingRules": ["words", "typo", "attribute", "proximity", "exactness", "dated:desc"],
    "typoTolerance": {"minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9}},
    "separatorTokens": [],
    "stopWords": [],
}
"""Everything the index is told; nothing is set by hand on the server."""


class MeilisearchEngine:
    """The server, and `behind` it the engine of our database."""

    _away_until = 0.0

    def __init__(self, *, behind: Engine) -> None:
        self.behind = behind

    def match(
        self, query: Query, audience: set[str], *, kinds: list[str] | None = None, limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first; from the database while the server is away or has not heard of all."""
        if not query or not audience:
            return []
        if time.monotonic() < MeilisearchEngine._away_until or Waiting.objects.exists():
            return self.behind.match(query, audience, kinds=kinds, limit=limit)
        asked = {
            "filter": self.filters(audience, kinds),
            "limit": limit,
            "attributesToRetrieve": ["id"],
            "matchingStrategy": "all",
        }
        try:
            answer = self._index(READ_SECONDS).search(self.words(query), asked)
            return [int(hit["id"]) for hit in answer["hits"]]
        except (*FAILURES, KeyError, TypeError) as error:
            MeilisearchEngine._away_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("the search server does not answer (%s); the database answers", type(error).__name__)
            return self.behind.match(query, audience, kinds=kinds, limit=limit)

    @staticmethod
    def filters(audience: set[str], kinds: list[str] | None) -> list[str]:
        """The filter: words of ours and names of kinds, each quoted; nothing a person typed (SR-03)."""
        found = [f"acl IN {json.dumps(sorted(audience), ensure_ascii=False)}"]
        if kinds:
            found.append(f"kind IN {json.dumps(sorted(kinds), ensure_ascii=False)}")
        return found

    @staticmethod
    def words(query: Query) -> str:
        """The question in base forms, which the index holds beside the forms as written."""
        needed = list(query.needed)
        last = [polish.fold(needed.pop())] if query.prefix and needed else []
        unwanted = sorted({token for word in query.unwanted for token in polish.tokens(word)})
        return " ".join([*(polish.base(word) for word in needed), *last, *(f"-{token}" for token in unwanted)])

    def write(self, documents: Iterable[Document]) -> None:
        """Into the database; the server hears of it from the outbox (search.services.deliver)."""
        self.behind.write(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Out of the database; the server hears of it from the outbox."""
        self.behind.remove(numbers)

    def near(self, token: str) -> list[str]:
        """Words known to the database."""
        return self.behind.near(token)

    def set_up(self) -> None:
        """Make the index when it is not there and tell it its settings; raises what the client raises."""
        client = self._client(WRITE_SECONDS)
        client.create_index(settings.MEILISEARCH_INDEX, {"primaryKey": "id"})
        client.index(settings.MEILISEARCH_INDEX).update_settings(INDEX_SETTINGS)

    def send(self, documents: list[Document], *, gone: list[int]) -> None:
        """Deliver documents and removals; raises what the client raises, and then nothing counts as delivered."""
        index = self._index(WRITE_SECONDS)
        if documents:
            index.add_documents([self.paper(document) for document in documents], "id")
        if gone:
            index.delete_documents([str(number) for number in gone])
        MeilisearchEngine._away_until = 0.0

    @staticmethod
    def paper(document: Document) -> dict[str, Any]:
        """What the server holds of one document: tokens, never the text as written."""
        return {
            "id": document.pk,
            "kind": document.kind,
            "title_tokens": " ".join(polish.filed(document.title)),
            "body_tokens": " ".join(polish.filed(document.text)),
            "acl": document.audience,
            "dated": int(document.dated_at.timestamp()),
        }

    def _index(self, seconds: float) -> Any:
        return self._client(seconds).index(settings.MEILISEARCH_INDEX)

    @staticmethod
    def _client(seconds: float) -> Any:
        # The client hands the limit to requests, which takes fractions.
        return meilisearch.Client(settings.MEILISEARCH_URL, settings.MEILISEARCH_KEY or None, timeout=seconds)  # type: ignore[arg-type]
