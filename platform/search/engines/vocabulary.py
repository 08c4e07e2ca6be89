"""Words known to the embedded engines, from which slips of the pen are forgiven."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from search import polish
from search.models import Document, KnownWord

MOST_CANDIDATES = 3_000


def learn(documents: Iterable[Document]) -> None:
    """Remember the words of documents."""
    fresh: set[str] = set()
    for document in documents:
        for token in polish.filed(f"{document.title} {document.text}"):
            if len(token) > 2 and token.isalpha():
                fresh.add(token)
    # Sorted, so that two writers never wait for each other crosswise.
    KnownWord.objects.bulk_create(
        [KnownWord(word=word, backwards=word[::-1]) for word in sorted(fresh)], ignore_conflicts=True, batch_size=400
    )


def near(token: str) -> list[str]:
    """Known words that begin or end like `token` and are about as long.

    A word with at most two slips keeps its first or its last third in nearly all cases.
    """
    slips = polish.forgiven(token)
    if not slips:
        return []
    third = max(1, len(token) // 3)
    head, tail = token[:third], token[::-1][:third]
    alike = (
        KnownWord.objects.filter(_begins("word", head) | _begins("backwards", tail))
        .annotate(size=Length("word"))
        .filter(size__range=(len(token) - slips, len(token) + slips))
    )
    return list(alike.values_list("word", flat=True)[:MOST_CANDIDATES])


def _begins(field: str, with_what: str) -> Q:
    if connection.vendor == "sqlite":
        # Its LIKE is our own function (kit.sqlite) and uses no index; its plain order is that of code points.
        return Q(**{f"{field}__gte": with_what, f"{field}__lt": with_what + "\U0010ffff"})
    return Q(**{f"{field}__startswith": with_what})
