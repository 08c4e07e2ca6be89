"""Everything the search server's index is told; nothing is set by hand there.

Documents and questions come to it as tokens of ours (search.polish), so that forms of a word meet there too; of its own
it adds the order, small slips, and the editors' words of one meaning.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from search import polish
from search.models import Synonym
from search.synonyms import telling

INDEX: dict[str, Any] = {
    # A title says more than a text; the order of this list is a ranking rule of the server ("attribute").
    "searchableAttributes": ["title_tokens", "body_tokens"],
    # For whom, of which kind, which facets: marks of ours, never words people typed.
    "filterableAttributes": ["marks"],
    "sortableAttributes": ["dated"],
    # Numbers only leave the server: texts are shown from the database, to those who may read them.
    "displayedAttributes": ["id"],
    "rankingRules": ["words", "typo", "attribute", "proximity", "exactness", "dated:desc"],
    # As much as the database forgives (search.polish.forgiven), a letter later: the server counts both sides.
    "typoTolerance": {"minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9}, "disableOnNumbers": True},
    "separatorTokens": [],
    "stopWords": [],
    "pagination": {"maxTotalHits": 1000},
}


def tokens_of(way: tuple[str, ...]) -> str:
    """One way of saying it as the index holds it."""
    return " ".join(polish.base(word) for word in way)


def same() -> dict[str, list[str]]:
    """The editors' words of one meaning, each way to all others of its set."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in Synonym.objects.filter(is_near=False).order_by("pk").values_list("words", flat=True):
        ways = [tokens_of(told) for line in row.splitlines() if (told := telling(line))]
        for way in ways:
            found[way] |= {other for other in ways if other != way}
    return {way: sorted(others) for way, others in sorted(found.items())}


def now() -> dict[str, Any]:
    """The settings with the synonyms of this moment."""
    return INDEX | {"synonyms": same()}
