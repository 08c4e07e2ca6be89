"""Files that go with what is written."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from files import rules as files
from files.models import StoredFile
from files.selectors import files_of
from forum.models import Draft
from kit import clock


def own_files(user: Any, numbers: list[str]) -> list[StoredFile]:
    """Those of `numbers` that `user` took in and that are in nothing yet, or in an own draft; in that order."""
    wanted = []
    for number in numbers[:20]:
        try:
            wanted.append(uuid.UUID(str(number)))
        except ValueError:
            continue
    if not wanted:
        return []
    mine = Draft.objects.filter(person=user).values("pk")
    loose = Q(parent_type=None, uploaded_at__gte=clock.now() - files.DRAFT_LIVES)
    drafted = Q(parent_type=ContentType.objects.get_for_model(Draft), parent_id__in=mine)
    rows = StoredFile.objects.defer("text").filter(loose | drafted, pk__in=wanted, uploaded_by=user)
    found = {stored.pk: stored for stored in rows}
    return [found[number] for number in dict.fromkeys(wanted) if number in found]


def attached_to(thing: models.Model | None) -> list[StoredFile]:
    """The files of a post, of waiting words or of a draft; none of nothing."""
    return list(files_of(thing).defer("text")) if thing is not None else []
