"""What the library gives to the index."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit import html
from resources import rules
from resources.enums import Visibility
from resources.models import Resource
from search.highlight import NEW_PAGE
from search.registry import PUBLIC, SIGNED_IN, Face, entry

TEXT_PER_FILE = 200_000


def face(resource: Resource) -> Face | None:
    """Words, facets and readers of one resource; a hidden one is not to be found."""
    if resource.hidden_at is not None:
        return None
    tags = sorted(tag.name for tag in resource.tags.all())
    texts = [file.text[:TEXT_PER_FILE] for file in resource.files.all()]
    if len(texts) > 1:
        # Pages are counted from the beginning of the words: of several files nobody could say whose page it is.
        texts = [text.replace(NEW_PAGE, "\n") for text in texts]
    names = [file.name for file in resource.files.all()]
    wide: dict[str, str] = {Visibility.PUBLIC: PUBLIC, Visibility.SIGNED_IN: SIGNED_IN}
    audience = [wide.get(resource.visibility, f"network:{resource.network_id}")]
    also = list(resource.shared_with.all()) if resource.visibility == Visibility.NETWORKS else []
    audience += [f"network:{network.pk}" for network in also]
    return Face(
        title=resource.title,
        text="\n".join(
            part for part in [resource.author, html.text_of(resource.description), *tags, *names, *texts] if part
        ),
        url=resource.get_absolute_url(),
        audience=audience,
        dated_at=resource.created_at,
        facets={
            "kind": [str(resource.get_kind_display())],
            "licence": [str(resource.get_licence_display())],
            "network": [resource.network.title, *(network.title for network in also)],
            "subject": [subject.name for subject in resource.subjects.all()],
            "stage": [stage.name for stage in resource.stages.all()],
            "competence": [competence.name for competence in resource.competences.all()],
        },
    )


def rows() -> QuerySet[Resource]:
    """All resources with what their faces need."""
    return Resource.objects.select_related("network").prefetch_related(
        "files", "subjects", "stages", "competences", "tags", "shared_with"
    )


def among(user: Any) -> QuerySet[Resource]:
    """Those `user` may read."""
    return rules.readable_resources(user)


entry("resource", label=_("resources"), model=Resource, face=face, among=among, rows=rows, icon="book-open")
