"""Whom a post concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.enums import Role as Office
from accounts.models import RoleAssignment
from forum import calls
from forum.enums import Level
from forum.models import Post, Thread, ThreadRead
from forum.selectors.rooms import Room
from kit import clock
from kit.html import text_of
from networks.enums import Role
from networks.models import Membership, Network

SUGGESTED = 8


@dataclass
class Here:
    """Somebody who can be called, with the places that say of what kind."""

    person: Any
    note: str = ""
    roles: set[str] = field(default_factory=set)


def _members(network: Network) -> dict[int, Here]:
    found: dict[int, Here] = {}
    for place in Membership.objects.now().filter(edition__network=network).select_related("user"):
        one = found.setdefault(place.user_id, Here(place.user))
        one.note = str(place.get_role_display())
        one.roles.add(place.role)
    return found


def _speakers(thread: Thread) -> dict[int, Here]:
    """Above the networks those who take part: nobody can call a whole audience, or find out who belongs to it."""
    wrote = Post.objects.filter(thread=thread).shown().exclude(author=None).order_by().values("author")
    return {one.pk: Here(one) for one in get_user_model().objects.filter(pk__in=wrote, is_active=True)}


def _people_of(thread: Thread) -> dict[int, Here]:
    return _members(thread.network) if thread.network is not None else _speakers(thread)


def people_called(post: Post) -> list[Any]:
    """Those called in the post by name (`@Anna Nowak`) or by kind (`@eksperci`), each once.

    In a network its members, above the networks those who take part in the conversation. No query where there is no
    `@`, one or two more where a kind is called that is an office, or above the networks.
    """
    text = " ".join(text_of(post.html).casefold().split())
    if "@" not in text:
        return []
    people = _people_of(post.thread)
    meant = {role for kind in calls.kinds_in(text) for role in calls.KINDS[kind]}
    called = {number for number, one in people.items() if one.roles & meant}
    offices = {role for role in meant if isinstance(role, Office)}
    if post.thread.network_id is None and meant - offices:
        roles = meant - offices
        held_places = Membership.objects.now().filter(user__in=people, role__in=roles)
        called |= set(held_places.values_list("user", flat=True))
        offices |= {Office.EXPERT} if Role.EXPERT in roles else set()
    if offices:
        held = RoleAssignment.objects.on(clock.today()).filter(user__in=people, role__in=offices)
        called |= set(held.values_list("user", flat=True))
    return [
        one.person
        for number, one in people.items()
        if number in called or calls.is_called(one.person.get_full_name(), text)
    ]


def nobody_called(post: Post) -> list[str]:
    """What the post calls by name although nobody here bears it, so that nobody is told; no query without `@`."""
    text = text_of(post.html)
    if "@" not in text:
        return []
    return calls.strangers_in(text, (one.person.get_full_name() for one in _people_of(post.thread).values()))


@dataclass(frozen=True)
class Suggestion:
    """Somebody, or a kind of people, that can be called."""

    name: str
    note: str


def callable_people(room: Room, words: str, thread: Thread | None = None) -> list[Suggestion]:
    """Whom the reader can call with these letters: members of the network, then kinds; eight at most, one query.

    Above the networks those who take part in the `thread`.
    """
    wanted = calls.folded(words)
    people = _members(room.network) if room.network is not None else _speakers(thread) if thread is not None else {}
    found = [
        Suggestion(one.person.get_full_name(), one.note)
        for number, one in people.items()
        if number != room.user_id and _begins(calls.folded(one.person.get_full_name()), wanted)
    ]
    found.sort(key=lambda one: calls.folded(one.name))
    kinds = [Suggestion(kind, "") for kind in calls.KINDS if kind.startswith(wanted)]
    return [*found, *kinds][:SUGGESTED]


def _begins(name: str, wanted: str) -> bool:
    """Whether the name, or one of its parts, begins with the letters."""
    return name.startswith(wanted) or any(part.startswith(wanted) for part in name.split())


def deaf_to(thread: Thread) -> set[int]:
    """Those who want to be told of nothing in the conversation."""
    return set(ThreadRead.objects.filter(thread=thread, level=Level.NONE).values_list("user", flat=True))


def followers_of(thread: Thread) -> QuerySet[ThreadRead]:
    """Marks of those who want to be told of replies."""
    return ThreadRead.objects.filter(thread=thread, level=Level.ALL).select_related("user")
