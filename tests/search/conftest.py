"""A made collection to search in: networks stand for anything that can be found."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from search import registry, services
from search.registry import Entry, Face


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
def things(db: None, settings: Any) -> Any:
    """The registry holds one kind, `thing`; readers' words are `person:<id>`; the database answers."""
    settings.MEILISEARCH_URL = ""
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


@pytest.fixture(params=["embedded", "meilisearch"])
def engine(request: Any, things: Any, settings: Any) -> Any:
    """Each engine in turn; `engine()` waits until it holds everything."""
    if request.param == "embedded":
        yield lambda: None
        return
    url = os.environ.get("MEILISEARCH_URL")
    if not url:
        pytest.skip("Meilisearch: no server")
    import meilisearch

    settings.MEILISEARCH_URL, settings.MEILISEARCH_KEY = url, os.environ.get("MEILISEARCH_KEY", "")
    settings.MEILISEARCH_INDEX = f"splot-test-{uuid.uuid4().hex[:12]}"
    client = meilisearch.Client(url, settings.MEILISEARCH_KEY or None)

    def level() -> None:
        services.deliver()
        for task in client.get_tasks({"indexUids": [settings.MEILISEARCH_INDEX]}).results:
            client.wait_for_task(task.uid, timeout_in_ms=60_000)

    yield level
    client.delete_index(settings.MEILISEARCH_INDEX)
