"""What the library's screens need; fetching is checking, and every screen has a fixed number of queries."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from taggit.models import Tag

from directory.models import KeyCompetence, Stage, Subject
from files.models import StoredFile
from kit import html
from kit.verdicts import NotThere
from networks.models import Network
from resources import rules
from resources.enums import LICENCE_ADDRESSES, LICENCE_SENTENCES, Kind, Licence
from resources.models import Resource, folded
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


@dataclass(frozen=True)
class Choice:
    """What a person asked the library for; words come from the address and are only compared, never trusted."""

    words: str = ""
    facets: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    page: int = 1


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
class Shelf:
    """A page of the library."""

    cards: list[Card]
    page: Page
    facets: list[Facet]
    choice: Choice

    @property
    def total(self) -> int:
        """How many resources answer the choice."""
        return self.page.paginator.count


def library(user: Any, choice: Choice, *, network: Network | None = None) -> Shelf:
    """The resources `user` may read that answer `choice`, with facets counted; of one network when it is given."""
    rows = rules.readable_resources(user).shown()
    if network is not None:
        rows = rows.filter(network=network)
    ranks = _ranks(user, choice.words)
    rows = _matching(rows, choice, ranks)
    numbers = list(_narrowed(rows, choice).values_list("pk", flat=True))
    # Sorting is stable: what the engine does not know yet stays behind, newest first.
    numbers.sort(key=lambda number: ranks.get(number, len(ranks)))
    page = Paginator(numbers, PAGE_SIZE).get_page(choice.page)
    shown = [name for name in FACETS if not (network is not None and name == "siec")]
    return Shelf(
        cards=_cards(list(page.object_list), choice.words),
        page=page,
        facets=[_facet(name, _narrowed(rows, choice, without=name), choice) for name in shown],
        choice=choice,
    )


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
        rows = rows.filter(pk__in=Resource.objects.filter(tags__slug=choice.tag).values("pk"))
    return rows


def _narrowed(rows: QuerySet[Resource], choice: Choice, *, without: str = "") -> QuerySet[Resource]:
    for name, value in choice.facets.items():
        if name in FACETS and name != without:
            # A subquery each, so that two facets over many-to-many never multiply rows.
            rows = rows.filter(pk__in=Resource.objects.filter(**{FACETS[name][0]: value}).values("pk"))
    return rows


def _facet(name: str, rows: QuerySet[Resource], choice: Choice) -> Facet:
    labels = {
        "rodzaj": _("Kind"),
        "przedmiot": _("Subject"),
        "etap": _("Stage of education"),
        "licencja": _("Licence"),
        "siec": _("Network"),
    }
    value_field, words_field = FACETS[name]
    counted = (
        rows.order_by()
        .exclude(**{value_field: None})
        .values_list(value_field, words_field)
        .annotate(many=Count("pk", distinct=True))
    )
    spoken = {"rodzaj": dict(Kind.choices), "licencja": dict(Licence.choices)}.get(name, {})
    chosen = choice.facets.get(name, "")
    values = [FacetValue(value, str(spoken.get(words, words)), many, value == chosen) for value, words, many in counted]
    values.sort(key=lambda line: (not line.chosen, -line.count, line.label))
    return Facet(name, labels[name], values[:14])


def _light_files() -> Prefetch:
    return Prefetch("files", queryset=StoredFile.objects.defer("text").order_by("uploaded_at", "pk"))


def _drawable(rows: QuerySet[Resource]) -> list[Resource]:
    return list(rows.select_related("network", "created_by").prefetch_related(_light_files(), "subjects", "tags"))


def _card(resource: Resource, why: SafeString | None = None) -> Card:
    excerpt = why or html.excerpt(resource.description, 180)
    return Card(resource=resource, files=list(resource.files.all()), excerpt=excerpt)


def _cards(numbers: list[int], words: str) -> list[Card]:
    found = {resource.pk: resource for resource in _drawable(Resource.objects.filter(pk__in=numbers))}
    why = search.snippets_of(words, kind="resource", numbers=numbers) if words and numbers else {}
    return [_card(found[number], why.get(number)) for number in numbers if number in found]


def resource_for(user: Any, pk: int) -> Resource:
    """The resource with all its page shows, when `user` may read it now; NotThere otherwise."""
    resource = (
        Resource.objects.select_related("network", "created_by")
        .prefetch_related(_light_files(), "subjects", "stages", "competences", "tags")
        .filter(pk=pk)
        .first()
    )
    if resource is None or not rules.may_read(user, resource):
        raise NotThere
    return resource


@dataclass(frozen=True)
class ResourcePage:
    """What the page of one resource shows."""

    resource: Resource
    files: list[StoredFile]
    tags: list[Tag]
    subjects: list[Subject]
    stages: list[Stage]
    competences: list[KeyCompetence]
    licence_sentence: str
    licence_address: str
    related: list[Card]

    @property
    def preview(self) -> StoredFile | None:
        """The file whose first page can be shown."""
        return next((file for file in self.files if file.preview), None)


def page_of(user: Any, resource: Resource) -> ResourcePage:
    """The page of a resource fetched with `resource_for`."""
    tags = sorted(resource.tags.all(), key=lambda tag: tag.name)
    related = (
        rules.readable_resources(user)
        .filter(pk__in=Resource.objects.filter(tags__in=[tag.pk for tag in tags]).values("pk"))
        .exclude(pk=resource.pk)
    )
    return ResourcePage(
        resource=resource,
        files=list(resource.files.all()),
        tags=tags,
        subjects=list(resource.subjects.all()),
        stages=list(resource.stages.all()),
        competences=list(resource.competences.all()),
        licence_sentence=str(LICENCE_SENTENCES[Licence(resource.licence)]),
        licence_address=LICENCE_ADDRESSES.get(Licence(resource.licence), ""),
        related=[_card(other) for other in _drawable(related[:4])] if tags else [],
    )


def newest(user: Any, network: Network, *, many: int = 4) -> list[Card]:
    """The newest resources of a network that `user` may read."""
    rows = rules.readable_resources(user).shown().filter(network=network)[:many]
    return [_card(resource) for resource in _drawable(rows)]


def made_with(user: Any, network: Network, key: uuid.UUID | None) -> Resource | None:
    """The resource `user` already made with this one-time key, so that a repeat takes no file in."""
    if key is None:
        return None
    return Resource.objects.filter(created_by=user, network=network, once=key).first()


def twins_of(user: Any, drafts: list[StoredFile]) -> dict[uuid.UUID, Resource]:
    """For drafts whose very bytes are already in the network: a resource `user` may read that holds them."""
    if not drafts:
        return {}
    held = StoredFile.objects.filter(
        sha256__in=[draft.sha256 for draft in drafts], space__in={draft.space for draft in drafts}
    ).exclude(parent_type=None)
    parents = {file.parent_id: file.sha256 for file in held.defer("text")}
    found = {
        parents[resource.pk]: resource for resource in rules.readable_resources(user).filter(files__in=held).distinct()
    }
    return {draft.pk: found[draft.sha256] for draft in drafts if draft.sha256 in found}


def common_tags(network: Network, *, many: int = 12) -> list[str]:
    """The tags used most in the network, offered as a vocabulary."""
    return list(
        Tag.objects.filter(resource__network=network)
        .annotate(many=Count("pk"))
        .order_by("-many", "name")
        .values_list("name", flat=True)[:many]
    )
