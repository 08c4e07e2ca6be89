"""Keeping the index right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from kit import later
from search import engines
from search.models import Document, Grant, Waiting
from search.registry import ENTRIES, Entry, Face


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
    """Write documents with their audiences and hand them to the engines."""
    content_type = ContentType.objects.get_for_model(entry.model)
    documents = []
    for number, face in faces:
        document, _made = Document.objects.update_or_create(
            about_type=content_type,
            about_id=number,
            defaults={
                "kind": entry.name,
                "title": face.title[:300],
                "text": face.text,
                "url": face.url[:300],
                "facets": {name: [str(word) for word in words] for name, words in face.facets.items() if words},
                "audience": sorted(set(face.audience)),
                "dated_at": face.dated_at,
            },
        )
        Grant.objects.filter(document=document).exclude(word__in=document.audience).delete()
        Grant.objects.bulk_create(
            [Grant(document=document, word=word) for word in document.audience], ignore_conflicts=True
        )
        documents.append(document)
    engines.embedded().write(documents)
    _tell_server(document.pk for document in documents)
    return documents


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
    Document.objects.filter(pk__in=gone).delete()
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
    if not Waiting.objects.exists():
        return 0
    server.set_up()
    taken = 0
    while waiting := list(Waiting.objects.order_by("pk")[:500]):
        numbers = [row.number for row in waiting]
        documents = list(Document.objects.filter(pk__in=numbers))
        server.send(documents, gone=sorted(set(numbers) - {document.pk for document in documents}))
        for row in waiting:
            # What changed again meanwhile keeps its mark.
            taken += Waiting.objects.filter(pk=row.pk, since_at=row.since_at).delete()[0]
    return taken


def rebuild(*, say: Any = None, batch: int = 200) -> int:
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
