"""What harvesters get: public resources and the marks of those that are gone, in one steady order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, Min, Q, QuerySet

from networks.models import Network
from resources import rules
from resources.models import Resource, Tombstone
from resources.naming import with_names
from resources.selectors.library import light_files

PAGE = 50


@dataclass(frozen=True)
class Wish:
    """What a harvester asks for; `after` is where its last page ended."""

    since: datetime | None = None
    until: datetime | None = None
    set: str = ""
    after: tuple[datetime, int] | None = None


@dataclass(frozen=True)
class Entry:
    """One record: a resource, or only the number of one that is gone."""

    number: int
    moment: datetime
    resource: Resource | None


def public_resources() -> QuerySet[Resource]:
    """What a visitor may read: the rule of the library, asked for nobody."""
    return rules.readable_resources(AnonymousUser())


def harvest(wish: Wish, *, most: int = PAGE) -> tuple[list[Entry], bool, int]:
    """(entries in the order of their moments, whether more follow, how many there are together)."""
    alive, gone = _rows(wish)
    total = alive.count() + gone.count()
    if wish.after is not None:
        moment, number = wish.after
        alive = alive.filter(Q(updated_at__gt=moment) | Q(updated_at=moment, pk__gt=number))
        gone = gone.filter(Q(gone_at__gt=moment) | Q(gone_at=moment, number__gt=number))
    found = [(row.updated_at, row.pk) for row in alive.order_by("updated_at", "pk").only("updated_at")[: most + 1]]
    marks = [(row.gone_at, row.number) for row in gone.order_by("gone_at", "number")[: most + 1]]
    taken = sorted([(*one, True) for one in found] + [(*one, False) for one in marks])
    page = taken[:most]
    full = {row.pk: row for row in drawable_records(number for _at, number, living in page if living)}
    entries = [Entry(number, at, full.get(number)) for at, number, living in page if not living or number in full]
    return entries, len(taken) > most, total


def _rows(wish: Wish) -> tuple[QuerySet[Resource], QuerySet[Tombstone]]:
    alive, gone = public_resources(), Tombstone.objects.all()
    if wish.set:
        alive, gone = alive.filter(network__slug=wish.set), gone.none()
    if wish.since:
        alive, gone = alive.filter(updated_at__gte=wish.since), gone.filter(gone_at__gte=wish.since)
    if wish.until:
        end = wish.until + timedelta(seconds=1)
        alive, gone = alive.filter(updated_at__lt=end), gone.filter(gone_at__lt=end)
    return alive, gone


def drawable_records(numbers: Iterable[int]) -> QuerySet[Resource]:
    """Public resources with all a record says."""
    rows = public_resources().filter(pk__in=list(numbers)).select_related("network")
    return with_names(rows).prefetch_related(light_files(), "subjects", "stages", "tags", "origins")


def entry_of(number: int) -> Entry | None:
    """One record; None when there never was a public one of this number."""
    resource = drawable_records([number]).first()
    if resource is not None:
        return Entry(number, resource.updated_at, resource)
    mark = Tombstone.objects.filter(number=number).first()
    return Entry(number, mark.gone_at, None) if mark else None


def earliest() -> datetime | None:
    """The moment of the oldest record there is."""
    first: list[Any] = [
        public_resources().aggregate(at=Min("updated_at"))["at"],
        Tombstone.objects.aggregate(at=Min("gone_at"))["at"],
    ]
    return min((moment for moment in first if moment), default=None)


def latest() -> datetime | None:
    """When something public changed last."""
    return public_resources().aggregate(at=Max("updated_at"))["at"]


def sets() -> QuerySet[Network]:
    """Networks that share something with everybody."""
    return Network.objects.filter(pk__in=public_resources().values("network")).order_by("slug")


def newest_public(many: int = 50) -> list[Resource]:
    """The newest public resources, for the feed."""
    numbers = public_resources().order_by("-created_at", "-pk").values_list("pk", flat=True)[:many]
    return sorted(drawable_records(numbers), key=lambda one: (one.created_at, one.pk), reverse=True)
