"""Keeps the marks of what left the public: removed, hidden, or closed to its network."""

from __future__ import annotations

from kit import clock
from resources.enums import Visibility
from resources.models import Resource, Tombstone
from theme import visitors


def is_public(resource: Resource) -> bool:
    """Whether everybody may read it now."""
    return resource.visibility == Visibility.PUBLIC and resource.hidden_at is None


def moved(number: int, *, before: bool, after: bool) -> None:
    """Note in the caller's transaction that resource `number` left the public or came back to it."""
    if before and not after:
        Tombstone.objects.update_or_create(number=number, defaults={"gone_at": clock.now()})
        visitors.forget()
    elif after:
        Tombstone.objects.filter(number=number).delete()
