"""Shelves and collections: a list of them, and one with what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kit.verdicts import NotThere
from networks.models import Network
from resources import rules
from resources.models import Placing, Resource, Shelf, Walked
from resources.selectors.library import Card, card_of, drawable


@dataclass(frozen=True)
class Placed:
    """One resource on a shelf, as its page shows it."""

    placing: Placing
    card: Card
    done: bool = False
    """Whether the reader has done this step of a path."""
    walked: int = 0
    """How many people have; told only to who arranges the path, and never who they are."""


@dataclass(frozen=True)
class ShelfPage:
    """A shelf with those of its resources the reader may open."""

    shelf: Shelf
    placed: list[Placed]
    may_arrange: bool

    @property
    def done(self) -> int:
        """How many steps of a path the reader has done."""
        return sum(one.done for one in self.placed)

    @property
    def has_files(self) -> bool:
        """Whether there is anything to take away at once."""
        return any(one.card.files for one in self.placed)


def shelf_for(user: Any, pk: int) -> Shelf:
    """The shelf, when `user` may open it; NotThere otherwise."""
    shelf = Shelf.objects.select_related("network", "owner").filter(pk=pk).first()
    if shelf is None or not rules.may_read_shelf(user, shelf):
        raise NotThere
    return shelf


def shelf_page(user: Any, shelf: Shelf) -> ShelfPage:
    """What the page of a shelf shows; a fixed number of queries."""
    placings = {row.resource_id: row for row in shelf.placings.all()}
    rows = rules.readable_resources(user).shown().filter(pk__in=list(placings))
    arranges = bool(rules.may_arrange(user, shelf))
    walks = Walked.objects.filter(placing__shelf=shelf) if shelf.is_path else Walked.objects.none()
    own = set(walks.filter(user=user.pk).values_list("placing", flat=True))
    many = dict(walks.values_list("placing").annotate(many=Count("pk"))) if arranges else {}
    placed = []
    for resource in drawable(rows):
        placing = placings[resource.pk]
        placed.append(Placed(placing, card_of(resource), placing.pk in own, many.get(placing.pk, 0)))
    placed.sort(key=lambda one: (one.placing.position, one.placing.pk))
    return ShelfPage(shelf=shelf, placed=placed, may_arrange=arranges)


def placing_of(shelf: Shelf, number: str) -> Placing:
    """One place of a shelf the person may open. Raises NotThere."""
    digits = number.isascii() and number.isdigit() and len(number) < 12
    found = shelf.placings.select_related("resource__network").filter(pk=int(number)).first() if digits else None
    if found is None:
        raise NotThere
    found.shelf = shelf
    return found


def own_shelves(user: Any) -> QuerySet[Shelf]:
    """The person's shelves, with how many resources stand on each."""
    if not user.is_authenticated:
        return Shelf.objects.none()
    return Shelf.objects.filter(owner=user).annotate(many=Count("placings", filter=_shown()))


def collections_of(user: Any, network: Network) -> QuerySet[Shelf]:
    """The collections of a network `user` may open."""
    found = rules.readable_shelves(user).filter(network=network)
    return found.annotate(many=Count("placings", filter=_shown()))


def _shown() -> Q:
    return Q(placings__resource__hidden_at=None)


def shelves_to_fill(user: Any, resource: Resource) -> list[Shelf]:
    """Where `user` may put this resource: own shelves, and collections of its network for who orders them."""
    found = list(Shelf.objects.filter(owner=user))
    if rules.may_order(user, resource.network):
        found += list(Shelf.objects.filter(network=resource.network))
    return found
