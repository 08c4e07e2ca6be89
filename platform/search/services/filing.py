"""Keeping the index right."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models, transaction
from meilisearch.errors import MeilisearchApiError

from kit import clock, later
from search import engines, keeping
from search.engines import server_settings
from search.models import Document, Waiting
from search.registry import ENTRIES, PUBLIC, Entry, Face
from theme import visitors

BATCH = 200
_TOLD = "search-server-told"
_logger = logging.getLogger("search")


def changed(thing: models.Model) -> None:
    """Have the worker bring the index up to `thing`: call it after every create, change, hide, move and delete.

    A deleted thing must still have its number (call before `delete()`, or keep the pk).
    """
    later.enqueue("search.index", label=thing._meta.label_lower, number=thing.pk)


def index(*, label: str, number: int) -> Document | None:
    """Bring the index up to one thing: file it anew, or take it out when it is gone or not to be found."""
    model = apps.get_model(label)
    entry = next((entry for entry in ENTRIES if entry.model is model), None)
    thing = entry.rows().filter(pk=number).first() if entry is not None else None
    face = entry.face(thing) if entry is not None and thing is not None else None
    if entry is None or face is None:
        forget(model=model, numbers=[number])
        return None
    return file_all(entry, [(number, face)])[0]


@transaction.atomic
def file_all(entry: Entry, faces: Iterable[tuple[int, Face]]) -> list[Document]:
    """Write documents with their audiences and hand them to the engines; a fixed number of queries."""
    content_type = ContentType.objects.get_for_model(entry.model)
    faces = list(faces)
    _tell_visitors(content_type, faces)
    documents = Document.objects.bulk_create(
        [_document(entry, content_type, number, face) for number, face in faces],
        update_conflicts=True,
        unique_fields=["about_type", "about_id"],
        update_fields=["kind", "title", "text", "url", "facets", "audience", "dated_at", "indexed_at"],
    )
    if any(document.pk is None for document in documents):
        rows = Document.objects.filter(about_type=content_type, about_id__in=[one.about_id for one in documents])
        numbers = dict(rows.order_by().values_list("about_id", "pk"))
        for document in documents:
            document.pk = numbers[document.about_id]
    engines.embedded().write(documents)
    keeping.index_moved()
    _tell_server(document.pk for document in documents)
    return documents


def _tell_visitors(content_type: ContentType, faces: list[tuple[int, Face]]) -> None:
    """Have pages kept for visitors drawn anew when something that was for everybody no longer is."""
    narrowed = [number for number, face in faces if PUBLIC not in face.audience]
    rows = Document.objects.filter(about_type=content_type, about_id__in=narrowed).order_by()
    if narrowed and any(PUBLIC in audience for audience in rows.values_list("audience", flat=True)):
        visitors.forget()


def _document(entry: Entry, content_type: ContentType, number: int, face: Face) -> Document:
    facets = {name: [str(word) for word in words] for name, words in face.facets.items() if words}
    return Document(
        about_type=content_type, about_id=number, kind=entry.name, title=face.title[:300], text=face.text,
        url=face.url[:300], facets=facets, audience=sorted(set(face.audience)), dated_at=face.dated_at,
        indexed_at=clock.now(),
    )  # fmt: skip


@transaction.atomic
def forget(*, model: type[models.Model], numbers: Iterable[int]) -> None:
    """Take things out of the index."""
    content_type = ContentType.objects.get_for_model(model)
    gone = list(
        Document.objects.filter(about_type=content_type, about_id__in=list(numbers)).values_list("pk", flat=True)
    )
    if not gone:
        return
    engines.embedded().remove(gone)
    visitors.forget()
    Document.objects.filter(pk__in=gone).delete()
    keeping.index_moved()
    _tell_server(gone)


def _tell_server(numbers: Iterable[int]) -> None:
    """Mark what the search server must hear of; the marks go when it has (SR-06)."""
    if not settings.MEILISEARCH_URL:
        return
    Waiting.objects.bulk_create(
        [Waiting(number=number) for number in numbers],
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["since_at"],
    )
    later.enqueue("search.deliver")


def deliver() -> int:
    """Bring the search server up to what waits for it; gives how many documents it took. Away: nothing is lost."""
    if not settings.MEILISEARCH_URL:
        return 0
    from search.engines.meilisearch import MeilisearchEngine

    server = MeilisearchEngine(behind=engines.embedded())
    _settings_told(server)
    if not Waiting.objects.exists() and not _anything_lost(server):
        return 0
    taken = 0
    while waiting := list(Waiting.objects.order_by("pk")[:500]):
        numbers = [row.number for row in waiting]
        documents = list(Document.objects.filter(pk__in=numbers))
        server.send(documents, gone=sorted(set(numbers) - {document.pk for document in documents}))
        for row in waiting:
            # What changed again meanwhile keeps its mark.
            taken += Waiting.objects.filter(pk=row.pk, since_at=row.since_at).delete()[0]
    return taken


def _settings_told(server: Any) -> None:
    """Tell the server its settings when they, or the editors' synonyms, are others than those it was told last."""
    told = sha256(json.dumps(server_settings.now(), sort_keys=True).encode()).hexdigest()
    if cache.get(_TOLD) != told:
        server.set_up()
        cache.set(_TOLD, told, 24 * 3600)


def _anything_lost(server: Any) -> bool:
    """Whether the server holds another number of documents than the database; then all of them are sent again."""
    try:
        held = server.holds()
    except MeilisearchApiError as error:
        if error.code != "index_not_found":
            raise
        server.set_up()
        held = 0
    if held is None or held == Document.objects.count():
        return False
    _logger.warning("the search server holds %s documents, not as many as we do; all are sent again", held)
    server.empty()
    numbers = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        _tell_server(numbers[start : start + BATCH])
    return bool(numbers)


def rebuild(*, say: Any = None, batch: int = BATCH) -> int:
    """File everything anew while the old index goes on answering; what is gone is taken out at the end.

    `say` is given a line of progress after each `batch`. Gives how many documents were filed.
    """
    filed = 0
    for entry in ENTRIES:
        seen: set[int] = set()
        total = entry.rows().count()
        last = 0
        while things := list(entry.rows().filter(pk__gt=last).order_by("pk")[:batch]):
            last = things[-1].pk
            faces = [(thing.pk, face) for thing in things if (face := entry.face(thing)) is not None]
            file_all(entry, faces)
            seen |= {number for number, _face in faces}
            filed += len(faces)
            if say is not None:
                say(f"{entry.name}: {len(seen)} of {total}")
        content_type = ContentType.objects.get_for_model(entry.model)
        known = Document.objects.filter(about_type=content_type).values_list("about_id", flat=True)
        forget(model=entry.model, numbers=set(known) - seen)
    return filed


def settle() -> int:
    """File anew what the engine of the database does not hold (after an upgrade, a restored copy); gives how many."""
    missing = engines.embedded().missing()
    for start in range(0, len(missing), BATCH):
        documents = list(Document.objects.filter(pk__in=missing[start : start + BATCH]))
        engines.embedded().write(documents)
        keeping.index_moved()
        _tell_server(document.pk for document in documents)
    return len(missing)
