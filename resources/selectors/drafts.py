"""What a deposit asks: whether it was made already, whose bytes are here already, which tags are used."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from taggit.models import Tag

from files.models import StoredFile
from networks.models import Network
from resources import rules
from resources.models import Resource


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
    ).filter(parent_type=ContentType.objects.get_for_model(Resource))
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
