"""Pages of the library with facets; fetching is checking, and every screen has a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from files.models import StoredFile
from kit import html
from networks.models import Network
from resources import rules
from resources.enums import Kind, Licence
from resources.models import Resource, folded
from resources.naming import with_names
from resources.selectors.tagging import slugs_of
from search import selectors as search

PAGE_SIZE = 24
FACETS = {
    # name in the address: (label, field of the value, field of the words)
    "rodzaj": ("kind", "kind"),
    "przedmiot": ("subjects__slug", "subjects__name"),
    "etap": ("stages__slug", "stages__name"),
    "licencja": ("licence", "licence"),
    "siec": ("network__slug", "network__title"),
}
SINGLE = ("rodzaj", "licencja", "siec")
"""Facets of which a resource has one value."""
SORTS: dict[str, tuple[str, ...]] = {"": ("-pk",), "uzycia": ("-good_uses", "-uses", "-downloads", "-pk")}
"""Word in the address: the order; real use counts before downloads, which count before nothing but age."""


@dataclass(frozen=True)
class Choice:
    """What a person asked the library for; words come from the address and are only compared, never trusted."""

    words: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    page: int = 1
    sort: str = ""


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet: its value, its words, how many, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One group of lines."""

    name: str
    label: str
    values: list[FacetValue]


@dataclass(frozen=True)
class Card:
    """One resource as a list shows it."""

    resource: Resource
    files: list[StoredFile]
    excerpt: str

    @property
    def preview(self) -> str:
        """The address of the first picture there is."""
        return next((file.preview_address for file in self.files if file.preview), "")

    @property
    def icon(self) -> str:
        """The drawing of its first file, or of a link."""
        return self.files[0].icon if self.files else "link"

    @property
    def type_name(self) -> str:
        """The short name of its first file's type: PDF, DOCX, …"""
        kind = self.files[0].type if self.files else None
        return kind.name.upper() if kind else ""


@dataclass(frozen=True)
class Found:
    """A page of the library."""

    cards: list[Card]
    page: Page
    facets: list[Facet]
    choice: Choice

    @property
    def total(self) -> int:
        """How many resources answer the choice."""
        return self.page.paginator.count


def library(user: Any, choice: Choice, *, network: Network | None = None) -> Found:
    """The resources `user` may read that answer `choice`, with facets counted; of one network when it is given."""
    rows = rules.readable_resources(user).shown()
    if network is not None:
        rows = rows.filter(network=network)
    ranks = _ranks(user, choice.words)
    rows = _matching(rows, choice, ranks)
    shown = [name for name in FACETS if not (network is not None and name == "siec")]
    total, facets = _counted(rows, choice, shown)
    ordered = _narrowed(rows, choice).order_by(*SORTS.get(choice.sort, SORTS[""])).values_list("pk", flat=True)
    if choice.words and not choice.sort:
        # Sorting is stable: what the engine does not know yet stays behind, newest first.
        ordered = sorted(ordered, key=lambda number: ranks.get(number, len(ranks)))
    paginator = Paginator(ordered, PAGE_SIZE)
    paginator.count = total  # counted with the facets already
    page = paginator.get_page(choice.page)
    return Found(cards=_cards(list(page.object_list), choice.words), page=page, facets=facets, choice=choice)


def _ranks(user: Any, words: str) -> dict[int, int]:
    """What the search engine finds, text of files included, with its place."""
    found = search.numbers_of(user, words, kind="resource") if words else []
    return {number: place for place, number in enumerate(found)}


def _matching(rows: QuerySet[Resource], choice: Choice, ranks: dict[int, int]) -> QuerySet[Resource]:
    if choice.words:
        # Titles and tags are compared here too, so that what was added a moment ago is found before it is indexed.
        literal = Q()
        for word in folded(choice.words)[:200].split()[:8]:
            literal &= Q(folded__contains=word)
        rows = rows.filter(literal | Q(pk__in=list(ranks)))
    if choice.tag:
        rows = rows.filter(pk__in=Resource.objects.filter(tags__slug__in=slugs_of(choice.tag)).values("pk"))
    return rows


def _narrowed(rows: QuerySet[Resource], choice: Choice, *, without: str = "") -> QuerySet[Resource]:
    for name, value in choice.facets.items():
        if name in FACETS and name != without:
            # A subquery each, so that two facets over many-to-many never multiply rows.
            rows = rows.filter(pk__in=Resource.objects.filter(**{FACETS[name][0]: value}).values("pk"))
    return rows


def _counted(rows: QuerySet[Resource], choice: Choice, shown: list[str]) -> tuple[int, list[Facet]]:
    """How many answer the choice, and the facets: all that a resource has one of are counted by one question."""
    together = [name for name in shown if name in SINGLE and name not in choice.facets]
    total, counts = _counts_together(_narrowed(rows, choice), together)
    for name in shown:
        if name not in counts:
            counts[name] = _counts_of(name, _narrowed(rows, choice, without=name))
    return total, [_facet(name, counts[name], choice) for name in shown]


def _counts_together(rows: QuerySet[Resource], names: list[str]) -> tuple[int, dict[str, Counter[tuple[str, str]]]]:
    """How many rows there are, and how many with each value of these facets."""
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in names}
    if not names:
        return rows.count(), counts
    fields = list(dict.fromkeys(field for name in names for field in FACETS[name]))
    total = 0
    for *values, many in rows.order_by().values_list(*fields).annotate(many=Count("pk")):
        group, total = dict(zip(fields, values, strict=True)), total + many
        for name in names:
            value, words = FACETS[name]
            counts[name][group[value], group[words]] += many
    return total, counts


def _counts_of(name: str, rows: QuerySet[Resource]) -> Counter[tuple[str, str]]:
    value, words = FACETS[name]
    counted = rows.order_by().exclude(**{value: None}).values_list(value, words).annotate(many=Count("pk"))
    return Counter({(value, words): many for value, words, many in counted})


def _facet(name: str, counted: Counter[tuple[str, str]], choice: Choice) -> Facet:
    labels = {
        "rodzaj": _("Kind"),
        "przedmiot": _("Subject"),
        "etap": _("Stage of education"),
        "licencja": _("Licence"),
        "siec": _("Network"),
    }
    spoken = {"rodzaj": dict(Kind.choices), "licencja": dict(Licence.choices)}.get(name, {})
    chosen = choice.facets.get(name, "")
    values = [
        FacetValue(value, str(spoken.get(words, words)), many, value == chosen)
        for (value, words), many in counted.items()
    ]
    values.sort(key=lambda line: (not line.chosen, -line.count, line.label))
    return Facet(name, labels[name], values[:14])


def light_files(path: str = "files") -> Prefetch:
    """Files without their texts, oldest first."""
    return Prefetch(path, queryset=StoredFile.objects.defer("text").order_by("uploaded_at", "pk"))


def drawable(rows: QuerySet[Resource]) -> list[Resource]:
    """The resources with what their cards show."""
    return list(rows.select_related("network").defer("folded").prefetch_related(light_files()))


def card_of(resource: Resource, why: SafeString | None = None) -> Card:
    """The card of a drawable resource; `why` is the passage that was found."""
    excerpt = why or html.excerpt(resource.description, 180)
    return Card(resource=resource, files=list(resource.files.all()), excerpt=excerpt)


def _cards(numbers: list[int], words: str) -> list[Card]:
    found = {resource.pk: resource for resource in drawable(Resource.objects.filter(pk__in=numbers))}
    why = search.snippets_of(words, kind="resource", numbers=numbers) if words and numbers else {}
    return [card_of(found[number], why.get(number)) for number in numbers if number in found]


def newest(user: Any, network: Network, *, many: int = 4) -> list[Card]:
    """The newest resources of a network that `user` may read."""
    rows = rules.readable_resources(user).shown().filter(network=network)[:many]
    return [card_of(resource) for resource in drawable(rows)]


def to_take_away(user: Any, network: Network) -> QuerySet[Resource]:
    """All that is shown in the network's library, with what a table and a package need."""
    return _whole(rules.readable_resources(user).shown().filter(network=network))


def own_resources(user: Any) -> QuerySet[Resource]:
    """What `user` added and may still read, hidden ones included, the newest first."""
    return rules.readable_resources(user).filter(created_by=user).select_related("network").order_by("-id")


def own_to_take_away(user: Any) -> QuerySet[Resource]:
    """The same, with what a table and a package need."""
    return _whole(own_resources(user))


def _whole(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    rows = with_names(rows.select_related("network"))
    return rows.prefetch_related(light_files(), "subjects", "stages", "competences", "tags")
