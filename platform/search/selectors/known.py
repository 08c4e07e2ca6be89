"""What was worked out of the index and of rights serves again while both say the same.

Everything a page of results shows follows from three things: the question, what the index holds for its asker's
audiences, and which of those things the asker may read. The first two are a key. The third is asked of the database at
every request, in one question about everything rights were asked about the first time; only the same reply gives the
same answer. So nobody is shown, counted or told anything that may not be read at this moment (SR-01, SR-02).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings

from search.selectors.rights import Asker

Made = TypeVar("Made")
MOST_WAYS = 3
"""For so many different replies about rights an answer is kept."""


@dataclass
class Answer:
    """Something worked out, with the rights it was worked out with."""

    made: Any
    asked: dict[str, list[int]]
    refused: frozenset[tuple[str, int]]


def known(asker: Asker, facts: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` works out of the index and of `asker`'s rights alone. Not to be changed."""
    if not settings.CACHE_IS_SHARED:
        return make()
    ways: list[Answer] = asker.held("answer", facts, list)
    for way in list(ways):
        if asker.refused(way.asked) == way.refused:
            return way.made
    made = make()
    if asker.heard.is_steady:
        ways[:] = [Answer(made, asker.heard.asked, asker.heard.refused), *ways[: MOST_WAYS - 1]]
    return made
