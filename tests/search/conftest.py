"""A made collection to search in: networks stand for anything that can be found."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from search import registry, services
from search.registry import Entry, Face

JUDGED = tomllib.loads((Path(__file__).parent / "judged.toml").read_text(encoding="utf-8"))


def face(thing: Any) -> Face | None:
    """Its `audience` field holds the words; an empty one means that it is not to be found."""
    if not thing.audience:
        return None
    return Face(
        title=thing.title,
        text=thing.description,
        url=f"/sieci/{thing.slug}/",
        audience=thing.audience,
        dated_at=datetime(2026, 9, 1, tzinfo=UTC),
        facets={"kind": [thing.kind], "county": [thing.county.name]},
    )


def among(user: Any) -> Any:
    """The truth about who may read, apart from the index."""
    from networks.models import Network
    from search.selectors import audience_of

    words = audience_of(user)
    return Network.objects.filter(
        pk__in=[pk for pk, audience in Network.objects.values_list("pk", "audience") if words & set(audience)]
    )


@pytest.fixture
def things(db: None) -> Any:
    """The registry holds one kind, `thing`; readers' words are `person:<id>`."""
    from networks.models import Network

    entry = Entry(
        name="thing",
        label="Rzecz",
        model=Network,
        face=face,
        among=among,
        rows=lambda: Network.objects.select_related("county"),
    )
    with (
        registry.ENTRIES.swapped(thing=entry),
        registry.AUDIENCES.swapped(person=lambda user: {f"person:{user.pk}"}),
    ):
        yield entry


@pytest.fixture
def put(things: Any, county: Any) -> Any:
    """A maker of things that are in the index at once: `put("Tytuł", "tekst", audience=[...])`."""
    from networks.models import Network

    def make(title: str, text: str = "", *, audience: list[str] | None = None, slug: str = "", **fields: Any) -> Any:
        thing = Network.objects.create(
            title=title,
            slug=slug or f"rzecz-{Network.objects.count()}",
            description=text,
            audience=["public"] if audience is None else audience,
            county=fields.pop("county", county),
            **fields,
        )
        services.index(label="networks.network", number=thing.pk)
        return thing

    return make


@pytest.fixture
def collection(put: Any) -> dict[str, Any]:
    """The judged collection, by name."""
    return {name: put(title, text, slug=name) for name, (title, text) in JUDGED["documents"].items()}
