"""How a reader chose to read last."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from forum.enums import Reading
from forum.models import ReadingManner
from forum.selectors.rooms import Room


def manner_of(room: Room) -> Reading:
    """How the room's reader chose to read last; remembered where processes share their memory."""
    if room.is_guest:
        return Reading.TREE
    if not settings.CACHE_IS_SHARED:
        return _manner(room.user_id)
    return Reading(cache.get_or_set(_manner_key(room.user_id), lambda: _manner(room.user_id).value, 3600))


def forget_manner(user_id: int) -> None:
    """The reader chose another one: forgotten now, and once more when the others can see the choice."""
    cache.delete(_manner_key(user_id))
    transaction.on_commit(partial(cache.delete, _manner_key(user_id)))


def _manner_key(user_id: int) -> str:
    return f"forum.manner:{user_id}"


def _manner(user_id: int) -> Reading:
    found = ReadingManner.objects.filter(user_id=user_id).values_list("reading", flat=True).first()
    return Reading(found or Reading.TREE)
