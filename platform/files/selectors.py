"""Fetching files; fetching is checking."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from files import rules
from files.models import StoredFile
from kit import clock
from kit.verdicts import NotThere, insist


def file_for(user: Any, pk: uuid.UUID) -> StoredFile:
    """The file, when `user` may have it now; NotThere for all others and all other numbers.

    Raises Refused while it waits for the scanner of viruses, and when one was found in it.
    """
    stored = StoredFile.objects.defer("text").filter(pk=pk).first()
    if stored is None or not rules.may_read(user, stored):
        raise NotThere
    insist(rules.may_fetch(stored))
    return stored


def drafts_of(user: Any, numbers: list[str], *, space: str) -> list[StoredFile]:
    """Those of `numbers` that are drafts `user` can still attach in `space`, in the order given."""
    wanted = []
    for number in numbers[:20]:
        try:
            wanted.append(uuid.UUID(str(number)))
        except ValueError:
            continue
    held = StoredFile.objects.defer("text").filter(
        pk__in=wanted,
        uploaded_by=user,
        space=space,
        parent_type=None,
        uploaded_at__gte=clock.now() - rules.DRAFT_LIVES,
    )
    found = {stored.pk: stored for stored in held}
    return [found[number] for number in dict.fromkeys(wanted) if number in found]


def files_of(parent: models.Model) -> QuerySet[StoredFile]:
    """The files of one parent, oldest first."""
    return StoredFile.objects.filter(
        parent_type=ContentType.objects.get_for_model(parent), parent_id=parent.pk
    ).order_by("uploaded_at", "pk")


def files_of_all(model: type[models.Model], parents: Iterable[int] | QuerySet) -> QuerySet[StoredFile]:
    """The files of several parents of one kind, oldest first; says nothing about who may have them."""
    kind = ContentType.objects.get_for_model(model)
    return StoredFile.objects.filter(parent_type=kind, parent_id__in=parents).order_by("uploaded_at", "pk")


def same_content(stored: StoredFile) -> QuerySet[StoredFile]:
    """Other attached files of the same space with the same bytes."""
    if not stored.space:
        return StoredFile.objects.none()
    return StoredFile.objects.filter(space=stored.space, sha256=stored.sha256, parent_type__isnull=False).exclude(
        pk=stored.pk
    )
