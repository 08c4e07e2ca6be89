"""The chain of a thing as one reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from provenance.models import Step
from provenance.registry import MAKERS, THINGS, Card, Maker, Reference, Thing, at, own_path


@dataclass(frozen=True)
class Link:
    """One end of a step: what it is and where it leads."""

    thing: Thing
    card: Card


@dataclass
class Chain:
    """What a thing was made from, and what was made from it."""

    sources: list[Link] = field(default_factory=list)
    results: list[Link] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.sources or self.results)

    @property
    def ends(self) -> list[tuple[str, list[Link]]]:
        """(heading, links) of the sides that have any."""
        sides = [(_("Made from"), self.sources), (_("What came of it"), self.results)]
        return [(words, links) for words, links in sides if links]


def chains(user: Any, kind: str, pks: Iterable[int]) -> dict[int, Chain]:
    """Chains of several things of one kind: one query for the steps and one set of cards for each kind met."""
    wanted = list(pks)
    here = Q(source_kind=kind, source_id__in=wanted) | Q(result_kind=kind, result_id__in=wanted)
    steps = list(Step.objects.filter(here).order_by("pk"))
    ends: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        ends[step.source_kind].add(step.source_id)
        ends[step.result_kind].add(step.result_id)
    cards = {
        Reference(name, pk): Link(THINGS[name], card)
        for name, numbers in ends.items()
        if name in THINGS
        for pk, card in THINGS[name].cards(user, numbers).items()
    }
    found = {pk: Chain() for pk in wanted}
    for step in steps:
        source, result = Reference(step.source_kind, step.source_id), Reference(step.result_kind, step.result_id)
        if source.kind == kind and source.pk in found and result in cards:
            found[source.pk].results.append(cards[result])
        if result.kind == kind and result.pk in found and source in cards:
            found[result.pk].sources.append(cards[source])
    return found


def chain_of(user: Any, kind: str, pk: int) -> Chain:
    """The chain of one thing."""
    return chains(user, kind, [pk])[pk]


def results_of(kind: str, pks: Iterable[int], *, result_kind: str) -> dict[int, list[int]]:
    """Numbers of the things of `result_kind` made from each of `pks`, without asking who reads; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    steps = Step.objects.filter(source_kind=kind, source_id__in=list(pks), result_kind=result_kind).order_by("pk")
    for source, result in steps.values_list("source_id", "result_id"):
        found[source].append(result)
    return dict(found)


def makers_for(user: Any, kind: str, place: Any) -> list[Maker]:
    """Who can make something of a thing of this kind, as offered to `user` at `place`."""
    found = [maker for maker in MAKERS if kind in maker.sources and maker.offered(user, place)]
    return sorted(found, key=lambda maker: (maker.position, maker.name))


@dataclass(frozen=True)
class Material:
    """An address somebody gave as a material, as one reader sees it."""

    title: str
    url: str
    icon: str = "link"
    is_own: bool = False


def materials(user: Any, addresses: Iterable[str]) -> list[Material]:
    """The addresses as links: things of ours by name, left out for who may not open them; one query for each kind."""
    wanted = [(address, at(address)) for address in addresses]
    numbers: dict[str, set[int]] = defaultdict(set)
    for _address, reference in wanted:
        if reference is not None:
            numbers[reference.kind].add(reference.pk)
    cards = {kind: THINGS[kind].cards(user, pks) for kind, pks in numbers.items()}
    found = []
    for address, reference in wanted:
        if reference is None:
            own = own_path(address)
            parts = urlsplit(address)
            found.append(Material(own or f"{parts.netloc}{parts.path}".rstrip("/"), own or address, "link", bool(own)))
        elif reference.pk in cards[reference.kind]:
            card = cards[reference.kind][reference.pk]
            found.append(Material(card.title, card.url, THINGS[reference.kind].icon, is_own=True))
    return found
