"""What people keep of their questions, and what editors put above the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kit import clock
from kit.verdicts import NotThere
from search import keeping, polish, synonyms
from search.models import Promoted, SavedSearch
from search.query import Query
from search.registry import PLACES, Place
from search.selectors.finding import find
from search.selectors.shapes import Hit

MOST_PROMOTED = 2


def promoted_for(query: Query) -> list[Promoted]:
    """What editors recommend to whoever asks for all words of one of their lines, in any form. One query."""
    if not query:
        return []
    asked = {token for word in query.needed for token in polish.tokens(word)}
    shown = keeping.of_index(("promoted", clock.today()), lambda: list(_promoted_now()))
    return [one for one in shown if any(_asks(line, asked) for line in one.words.splitlines())][:MOST_PROMOTED]


def _promoted_now() -> QuerySet[Promoted]:
    return Promoted.objects.filter(Q(until_on=None) | Q(until_on__gte=clock.today()))


def _asks(line: str, asked: set[str]) -> bool:
    wanted = synonyms.telling(line)
    return bool(wanted) and all(polish.tokens(word) & asked for word in wanted)


def kept_by(user: Any) -> QuerySet[SavedSearch]:
    """The person's saved searches, newest first."""
    return SavedSearch.objects.filter(owner=user)


def kept_of(user: Any, number: int) -> SavedSearch:
    """One of them. Raises NotThere when it is absent or somebody else's."""
    found = kept_by(user).filter(pk=number).first()
    if found is None:
        raise NotThere
    return found


def places_of(user: Any) -> list[Place]:
    """Networks in which the reader can search, by title."""
    if not user.is_authenticated:
        return []
    found = keeping.of_person(user.pk, "places", lambda: {place for function in PLACES for place in function(user)})
    return sorted(found, key=lambda place: place.title.casefold())


def place_named(user: Any, slug: str) -> Place | None:
    """The reader's network with this slug, or None."""
    return next((place for place in places_of(user) if place.slug == slug), None) if slug else None


@dataclass(frozen=True)
class Fresh:
    """A saved search with what became known for it."""

    kept: SavedSearch
    hits: list[Hit]
    total: int


def fresh_of(user: Any, kept: SavedSearch, *, since: Any, size: int = 3) -> Fresh:
    """What the owner of a saved search can find for it that was not there at `since`; with all its words only."""
    facets: dict[str, list[str]] = {}
    for pair in kept.facets:
        name, _colon, word = pair.partition(":")
        facets.setdefault(name, []).append(word)
    place = place_named(user, kept.network)
    if kept.network and place is None:
        return Fresh(kept, [], 0)
    found = find(
        user, kept.words, kinds=[kept.kind] if kept.kind else None, facets=facets, network=place, since=since, size=size
    )
    if found.corrected:
        return Fresh(kept, [], 0)
    return Fresh(kept, found.hits[: found.complete], found.complete)
