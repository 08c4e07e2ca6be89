"""Words known to the embedded engines, from which slips of the pen are forgiven."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Length

from search import polish
from search.models import Document, KnownWord

MOST_CANDIDATES, AT_ONCE = 3_000, 5_000


def learn(documents: Iterable[Document]) -> None:
    """Remember the words of documents."""
    written = {word for document in documents for word in polish.words(f"{document.title} {document.text}")}
    fresh = {token for word in written for token in polish.tokens(word) if len(token) > 2 and token.isalpha()}
    # Most words are known by now: to read costs less than to write what is there already.
    asked = sorted(fresh)
    for start in range(0, len(asked), AT_ONCE):
        known = KnownWord.objects.filter(word__in=asked[start : start + AT_ONCE]).order_by()
        fresh -= set(known.values_list("word", flat=True))
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
    letters = _letters(token)
    # Each slip changes at most two letters of the set; this is cheaper to ask than how far words are.
    words = alike.order_by().values_list("word", flat=True)[:MOST_CANDIDATES]
    return [word for word in words if (_letters(word) ^ letters).bit_count() <= 2 * slips]


def _letters(word: str) -> int:
    found = 0
    for char in word:
        found |= 1 << (ord(char) & 63)
    return found


def beginning(with_what: str) -> list[str]:
    """Known words that begin so."""
    return list(KnownWord.objects.filter(_begins("word", with_what)).values_list("word", flat=True)[:200])


def _begins(field: str, with_what: str) -> Q:
    if connection.vendor == "sqlite":
        # Its LIKE is our own function (kit.sqlite) and uses no index; its plain order is that of code points.
        return Q(**{f"{field}__gte": with_what, f"{field}__lt": with_what + "\U0010ffff"})
    return Q(**{f"{field}__startswith": with_what})
