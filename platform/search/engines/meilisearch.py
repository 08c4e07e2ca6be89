"""Search in a Meilisearch server, with our own database behind it: away, slow or behind, it changes nothing (SR-06).

The server holds what the database holds and is never asked by a browser (SR-08). What it answers are numbers of
documents; rights are asked again from the database. Our key needs `search`, `documents.*`, `indexes.create` and
`settings.update` on this one index, never the master key.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import meilisearch
import requests
from django.conf import settings
from meilisearch.errors import MeilisearchError

from search import polish
from search.engines import MOST_HITS, Engine, mark, marks_of, server_settings
from search.models import Document, Waiting
from search.query import Group, Query

logger = logging.getLogger(__name__)

READ_SECONDS, WRITE_SECONDS = 0.5, 5
"""How long the server may take; readers are then answered by the database within the second."""
PAUSE_SECONDS = 20
"""After a failure the server is left alone this long, so that not every reader waits for it."""
FAILURES = (MeilisearchError, requests.RequestException, ValueError, TimeoutError)

_asking = ThreadPoolExecutor(max_workers=8, thread_name_prefix="search-server")


class MeilisearchEngine:
    """The server, and `behind` it the engine of our database."""

    _away_until = 0.0

    def __init__(self, *, behind: Engine) -> None:
        self.behind = behind

    def match(
        self, query: Query, audience: set[str], *, within: Sequence[set[str]] = (), limit: int = MOST_HITS
    ) -> list[int]:
        """Numbers of documents, best first; from the database while the server is away or has not heard of all."""
        if not query or not audience:
            return []
        # "One of these is enough" is not among what the server can be asked.
        if query.any_of or time.monotonic() < MeilisearchEngine._away_until or Waiting.objects.exists():
            return self.behind.match(query, audience, within=within, limit=limit)
        asked = {
            "filter": self.filters(audience, within),
            "limit": limit,
            "attributesToRetrieve": ["id"],
            "matchingStrategy": "all",
        }
        try:
            # A server that drips keeps the client's own limit from being reached: the whole answer has its time.
            coming = _asking.submit(self._index(READ_SECONDS).search, self.words(query), asked)
            answer = coming.result(READ_SECONDS)
            return [int(hit["id"]) for hit in answer["hits"]]
        except (*FAILURES, KeyError, TypeError) as error:
            MeilisearchEngine._away_until = time.monotonic() + PAUSE_SECONDS
            logger.warning("the search server does not answer (%s); the database answers", type(error).__name__)
            return self.behind.match(query, audience, within=within, limit=limit)

    @staticmethod
    def filters(audience: set[str], within: Sequence[set[str]]) -> list[str]:
        """The filter: marks of ours, letters and digits only; nothing a person typed stands in it (SR-03)."""
        return [f"marks IN {json.dumps(sorted(mark(word) for word in words))}" for words in (audience, *within)]

    @staticmethod
    def words(query: Query) -> str:
        """The question in base forms, which the index holds beside the forms as written; synonyms it knows itself."""
        needed = [word for group in query.groups for word in group[0]]
        last = [polish.fold(needed.pop())] if query.prefix and needed else []
        unwanted = sorted({token for word in query.unwanted for token in polish.tokens(word)})
        return " ".join([*(polish.base(word) for word in needed), *last, *(f"-{token}" for token in unwanted)])

    def how_often(self, groups: Sequence[Group], audience: set[str]) -> list[int]:
        """As the database counts."""
        return self.behind.how_often(groups, audience)

    def write(self, documents: Iterable[Document]) -> None:
        """Into the database; the server hears of it from the outbox (search.services.deliver)."""
        self.behind.write(documents)

    def remove(self, numbers: Iterable[int]) -> None:
        """Out of the database; the server hears of it from the outbox."""
        self.behind.remove(numbers)

    def missing(self) -> list[int]:
        """What the database's own index lacks; what the server lacks stands in the outbox."""
        return self.behind.missing()

    def near(self, token: str) -> list[str]:
        """Words known to the database."""
        return self.behind.near(token)

    def beginning(self, with_what: str) -> list[str]:
        """Words known to the database."""
        return self.behind.beginning(with_what)

    def set_up(self) -> None:
        """Make the index when it is not there and tell it its settings; raises what the client raises."""
        client = self._client(WRITE_SECONDS)
        client.create_index(settings.MEILISEARCH_INDEX, {"primaryKey": "id"})
        client.index(settings.MEILISEARCH_INDEX).update_settings(server_settings.now())

    def holds(self) -> int | None:
        """How many documents the server has; None while it is still at work. Raises what the client raises."""
        told = self._index(WRITE_SECONDS).get_stats()
        return None if told.is_indexing else int(told.number_of_documents)

    def empty(self) -> None:
        """Have the server forget all documents; raises what the client raises."""
        self._index(WRITE_SECONDS).delete_all_documents()

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
            "title_tokens": " ".join(polish.filed(document.title)),
            "body_tokens": " ".join(polish.filed(document.text)),
            "marks": [mark(word) for word in marks_of(document)],
            "dated": int(document.dated_at.timestamp()),
        }

    def _index(self, seconds: float) -> Any:
        return self._client(seconds).index(settings.MEILISEARCH_INDEX)

    @staticmethod
    def _client(seconds: float) -> Any:
        # The client hands the limit to requests, which takes fractions.
        return meilisearch.Client(settings.MEILISEARCH_URL, settings.MEILISEARCH_KEY or None, timeout=seconds)  # type: ignore[arg-type]
