"""What finding gives: results, hits, choices; and the row it works with."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from search.query import Query

PAGE = 20
BEST, NEWEST = "best", "newest"


@dataclass(frozen=True)
class Hit:
    """One result as it is shown; `title` and `snippet` have the words that were asked for in <mark>.

    `sheet` is the page of a file on which the snippet stands, 0 when there are no pages.
    """

    kind: str
    label: str | Promise
    icon: str
    title: SafeString
    plain_title: str
    snippet: SafeString
    url: str
    dated_at: datetime
    facets: dict[str, list[str]]
    sheet: int = 0
    number: int = 0


@dataclass(frozen=True)
class Choice:
    """One kind or one word of a facet, with how many results it has."""

    name: str
    label: str | Promise
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Results:
    """What was found. Everything in it comes from things the reader may see (SR-02).

    `corrected` is the question with slips mended, when only that found something; `complete` results have everything
    that was asked for, those behind them only the most telling words; `who` are people, experts and networks;
    `words` are the tokens that are marked; of common words the counts of kinds and facets are least ones
    (`kinds_capped`, `facets_capped`). `drawn` holds what screens drew of it, as long as the answer itself is held.
    """

    query: Query = field(default_factory=Query)
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    kinds_capped: bool = False
    facets_capped: bool = False
    kinds: list[Choice] = field(default_factory=list)
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    corrected: str = ""
    complete: int = 0
    words: frozenset[str] = frozenset()
    who: list[Hit] = field(default_factory=list)
    page: int = 1
    pages: int = 1
    drawn: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def near(self) -> int:
        """How many come close beside those that have everything that was asked for."""
        return self.total - self.complete


@dataclass(frozen=True, slots=True)
class Row:
    """A document that matches and that the reader may read, before it is shown."""

    number: int
    kind: str
    about_id: int
    facets: dict[str, list[str]]
    audience: frozenset[str]
    dated: float | str
    """When, as the database orders it."""
