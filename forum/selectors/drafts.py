"""What a person has begun to write."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from forum.models import Draft, HeldPost, HeldState, Post, Thread
from forum.selectors.rooms import Room
from moderation import selectors as cases


def drafts_in(user: Any, thread: Thread) -> dict[int, Draft]:
    """One's drafts in a thread, by the number of the answered post (0: the thread)."""
    return {draft.parent: draft for draft in Draft.objects.filter(person=user, thread=thread, changes=None)}


def draft_of_thread(room: Room) -> Draft | None:
    """One's conversation begun but not sent, in this place."""
    return _drafts_in(room).filter(thread=None).first()


def drafts_of(room: Room) -> list[Draft]:
    """All one's drafts in this place, the latest first."""
    return list(_drafts_in(room).select_related("thread__network", "thread__section", "section", "changes__thread"))


def has_drafts(room: Room) -> bool:
    """Whether one has begun anything in this place."""
    return not room.is_guest and _drafts_in(room).exists()


def begun_in(room: Room) -> tuple[bool, bool]:
    """Whether one has drafts in this place, and words that wait to begin a conversation; two queries."""
    if room.is_guest:
        return False, False
    if room.network is None:
        mine = HeldPost.objects.filter(network=None, section=room.section, author_id=room.user_id)
        return has_drafts(room), mine.filter(thread=None, state=HeldState.WAITING).exists()
    drafts, waiting = begun(room.network.pk, room.user_id)
    return drafts.exists(), waiting.exists()


def begun(network_id: int, me: int) -> tuple[QuerySet[Draft], QuerySet[HeldPost]]:
    """One's drafts in a network, and words that wait to begin a conversation there; nothing but the values decides."""
    waiting = HeldPost.objects.filter(author_id=me, network=network_id, thread=None, state=HeldState.WAITING)
    return Draft.objects.filter(person_id=me, network=network_id).order_by(), waiting.order_by()


def _drafts_in(room: Room) -> QuerySet[Draft]:
    mine = Draft.objects.filter(person_id=room.user_id, network=room.network)
    return mine if room.network is not None else mine.filter(section=room.section)


def draft_of_change(user: Any, post: Post) -> Draft | None:
    """One's other words for a post, begun but not sent."""
    return Draft.objects.filter(person=user, changes=post).first()


def asked_for_changes(room: Room) -> list[HeldPost]:
    """One's own words that wait and for which changes were asked: they are with their author again."""
    mine = HeldPost.objects.filter(network=room.network, author_id=room.user_id, state=HeldState.WAITING)
    if room.network is None:
        mine = mine.filter(section=room.section)
    waiting = list(mine.select_related("network", "section", "thread"))
    asked = cases.asked_among(waiting) if waiting else set()
    return [held for held in waiting if held.pk in asked]
