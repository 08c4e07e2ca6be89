"""The chain of a thing as one reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from kit.prepared import Prepared
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
    return {reference.pk: chain for reference, chain in chains_among(user, {kind: pks}).items()}


def chains_among(user: Any, wanted: dict[str, Iterable[int]]) -> dict[Reference, Chain]:
    """The same for things of several kinds, in as many queries."""
    found = {Reference(kind, pk): Chain() for kind, pks in wanted.items() for pk in pks}
    numbers: dict[str, list[int]] = defaultdict(list)
    for reference in found:
        numbers[reference.kind].append(reference.pk)
    here = Q(pk__in=[])
    for kind, pks in numbers.items():
        here |= Q(source_kind=kind, source_id__in=pks) | Q(result_kind=kind, result_id__in=pks)
    steps = list(Step.objects.filter(here).order_by("pk")) if found else []
    cards = _cards(user, steps)
    for step in steps:
        source, result = Reference(step.source_kind, step.source_id), Reference(step.result_kind, step.result_id)
        if source in found and result in cards:
            found[source].results.append(cards[result])
        if result in found and source in cards:
            found[result].sources.append(cards[source])
    return found


def _cards(user: Any, steps: list[Step]) -> dict[Reference, Link]:
    """Both ends of the steps, as far as `user` may see them."""
    ends: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        ends[step.source_kind].add(step.source_id)
        ends[step.result_kind].add(step.result_id)
    return {
        Reference(name, pk): Link(THINGS[name], card)
        for name, numbers in ends.items()
        if name in THINGS
        for pk, card in THINGS[name].cards(user, numbers).items()
    }


def is_tied(kind: str, pk: int) -> bool:
    """Whether a thing has a chain at all, without asking who reads; one query."""
    return _TIED.first(kind=kind, pk=pk) is not None


_TIED: Prepared[Any] = Prepared(
    lambda kind, pk: (
        Step.objects.filter(Q(source_kind=kind, source_id=pk) | Q(result_kind=kind, result_id=pk))
        .order_by()
        .values_list("pk")
    ),
    kind=str,
    pk=int,
)


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


def origins_of(kind: str, pk: int, *, source_kind: str) -> list[int]:
    """Numbers of the things of `source_kind` this one was made from, without asking who reads; one query."""
    steps = Step.objects.filter(result_kind=kind, result_id=pk, source_kind=source_kind)
    return list(steps.values_list("source_id", flat=True))


def sources_of(kind: str, pk: int) -> list[Reference]:
    """All things this one was made from, oldest step first, without asking who reads; one query."""
    steps = Step.objects.filter(result_kind=kind, result_id=pk).order_by("pk")
    return [
        Reference(source_kind, source_id) for source_kind, source_id in steps.values_list("source_kind", "source_id")
    ]


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


def files_among(user: Any, addresses: Iterable[str]) -> list[Any]:
    """Files of the things of ours at `addresses` which `user` may open; a fixed number of queries for each kind."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for reference in map(at, addresses):
        if reference is not None:
            numbers[reference.kind].add(reference.pk)
    found: list[Any] = []
    for kind, pks in numbers.items():
        given = THINGS[kind].files
        found += given(user, pks) if given is not None else []
    return found
