"""The facets of the gallery of outcomes and of the list of networks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from networks.enums import Kind as NetworkKind
from pages.enums import OutcomeKind
from pages.wording import folded


@dataclass(frozen=True)
class Choice:
    """One value of a facet: its word, how many outcomes it leaves, the address that chooses or drops it."""

    label: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet: its title, the field with the value in the address, the field with the word people read."""

    title: Any
    value: str
    label: str
    words: Mapping[str, Any] | None = None


class Facets(ABC):
    """What the visitor chose, read from the address; an unknown value finds nothing and is easily dropped."""

    facets: Mapping[str, Facet]

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.q = wanted.get("q", "").strip()[:100]
        self.chosen = {name: wanted[name][:80] for name in self.facets if wanted.get(name)}

    def __bool__(self) -> bool:
        return bool(self.q or self.chosen)

    @abstractmethod
    def with_words(self, rows: QuerySet) -> QuerySet:
        """Of `rows` those that have every word of the search."""

    def narrowed(self, rows: QuerySet, *, without: str = "") -> QuerySet:
        """`rows` that have every word and every chosen value (but that of the facet `without`)."""
        rows = self.with_words(rows)
        values = {self.facets[name].value: value for name, value in self.chosen.items() if name != without}
        return rows.filter(Q(**values)).distinct() if values else rows

    def query(self, **changes: str) -> str:
        """The address's query with these changes; an empty value drops its name."""
        values: dict[str, Any] = {"q": self.q, **self.chosen, **changes}
        given = urlencode({name: value for name, value in values.items() if value})
        return f"?{given}" if given else "?"

    def groups(self, base: QuerySet) -> list[tuple[Any, list[Choice]]]:
        """(title, choices) of each facet over `base`; one query a facet."""
        result = []
        for name, facet in self.facets.items():
            rows = (
                self.narrowed(base, without=name)
                .exclude(**{f"{facet.value}__isnull": True})
                .order_by()
                .values_list(facet.value, facet.label)
                .annotate(number=Count("pk", distinct=True))
            )
            choices = [
                Choice(
                    label=str(facet.words.get(label, label)) if facet.words else label,
                    count=number,
                    query=self.query(**{name: "" if self.chosen.get(name) == value else value}),
                    chosen=self.chosen.get(name) == value,
                )
                for value, label, number in rows
            ]
            if choices:
                result.append((facet.title, sorted(choices, key=lambda choice: (-choice.count, folded(choice.label)))))
        return result


class OutcomeFacets(Facets):
    """Of the gallery: county, subject, kind."""

    facets = {
        "powiat": Facet(_("County"), "county__slug", "county__name"),
        "przedmiot": Facet(_("Subject"), "subjects__slug", "subjects__name"),
        "rodzaj": Facet(_("Kind"), "kind", "kind", dict(OutcomeKind.choices)),
    }

    def with_words(self, rows: QuerySet) -> QuerySet:
        """By the words kept beside the page, without case and Polish signs."""
        for word in folded(self.q).split():
            rows = rows.filter(words__contains=word)
        return rows


class NetworkFacets(Facets):
    """Of the list of networks: county, subject, kind."""

    facets = {
        "powiat": Facet(_("County"), "network__county__slug", "network__county__name"),
        "przedmiot": Facet(_("Subject"), "network__subjects__slug", "network__subjects__name"),
        "rodzaj": Facet(_("Kind"), "network__kind", "network__kind", dict(NetworkKind.choices)),
    }

    def with_words(self, rows: QuerySet) -> QuerySet:
        """By name and summary."""
        for word in self.q.split():
            rows = rows.filter(Q(network__title__icontains=word) | Q(network__summary__icontains=word))
        return rows
