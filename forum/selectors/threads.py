"""A conversation its reader may open, with that reader's mark in it."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from zlib import crc32

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, FilteredRelation, Q, QuerySet

from forum import places, rules
from forum.models import Citation, Draft, HeldPost, Post, PostMark, Thread, ThreadRead
from forum.selectors.rooms import Room
from kit import clock
from kit.prepared import Prepared
from kit.verdicts import NotThere
from networks import rules as networks
from provenance.selectors import is_tied
from theme import pieces

MARK = ("id", "last_number", "seen", "seen_before", "visited_at", "level", "hand")
"""Columns of a reading mark that come with the thread."""


def thread_in(room: Room, thread_id: int) -> Thread:
    """A thread of the space, with its reader's mark, in one query. Raises NotThere."""
    if room.network is not None:
        thread = _IN_NETWORK.first(network_id=room.network.pk, thread_id=thread_id, me=room.user_id)
    else:
        known = {"section_id": room.place.pk, "thread_id": thread_id}
        thread = _FOR_GUEST.first(**known) if room.is_guest else _IN_SECTION.first(**known, me=room.user_id)
    if thread is None:
        raise NotThere
    thread.network = room.network
    thread.own_mark = None if room.is_guest else own_mark(thread, room.user_id)
    return thread


def public_thread(user: Any, thread_id: int) -> tuple[Room, Thread]:
    """A conversation that visitors read, in the section it stands in; one query. Raises NotThere."""
    thread = _PUBLIC.first(thread_id=thread_id)
    if thread is None:
        raise NotThere
    thread.network = thread.section.network = None
    thread.own_mark = None
    return Room(user=user, section=thread.section), thread


_PUBLIC = Prepared(
    lambda thread_id: (
        Thread.objects.filter(
            pk=thread_id, network=None, section__in=places.open_sections(AnonymousUser()).order_by().values("pk")
        )
        .select_related("section")
        .order_by()
    ),
    thread_id=int,
)
"""Visitors moderate nothing: who reads is asked of the section alone."""


def as_read_by(threads: QuerySet[Thread], me: int) -> QuerySet[Thread]:
    """With the reader's mark in each."""
    own = FilteredRelation("reads", condition=Q(reads__user_id=me))
    return threads.annotate(own=own, **{f"own_{name}": F(f"own__{name}") for name in MARK})


def _above(section_id: int, thread_id: int) -> QuerySet[Thread]:
    return Thread.objects.filter(network=None, section=section_id, pk=thread_id).select_related("section").order_by()


_FOR_GUEST = Prepared(_above, section_id=int, thread_id=int)
_IN_SECTION = Prepared(
    lambda section_id, thread_id, me: as_read_by(_above(section_id, thread_id), me),
    section_id=int,
    thread_id=int,
    me=int,
)
_IN_NETWORK = Prepared(
    lambda network_id, thread_id, me: as_read_by(
        Thread.objects.filter(network=network_id, pk=thread_id).select_related("section"), me
    ),
    network_id=int,
    thread_id=int,
    me=int,
)


def has_hand(user: Any, thread: Thread) -> bool:
    """Whether `user` ever did something in the thread: wrote, began to write, left a sign; one query."""
    done = (
        Post.objects.filter(thread=thread, author=user),
        PostMark.objects.filter(post__thread=thread, person=user),
        Draft.objects.filter(thread=thread, person=user),
        HeldPost.objects.filter(thread=thread, author=user),
    )
    return Thread.objects.filter(reduce(or_, map(Exists, done)), pk=thread.pk).exists()


def is_cited(thread: Thread) -> bool:
    """Whether any post elsewhere leads here; asked once for each stamp of the thread."""
    return pieces.kept_with(
        "forum.cited", (thread.pk, thread.stamp), lambda: (Citation.objects.filter(thread=thread).exists(), 600)
    )


def has_chain(thread: Thread) -> bool:
    """Whether something was made of the thread, or it of something; asked once for each stamp of the thread."""
    return pieces.kept_with("forum.chain", (thread.pk, thread.stamp), lambda: (is_tied("thread", thread.pk), 600))


def own_mark(thread: Any, user_id: int) -> ThreadRead | None:
    """The reader's mark from the columns that came with the thread."""
    if thread.own_id is None:
        return None
    mark = ThreadRead(thread=thread, user_id=user_id, **{name: getattr(thread, f"own_{name}") for name in MARK})
    mark._state.adding, mark._state.db = False, thread._state.db
    return mark


def thread_beside(room: Room, given: str) -> Thread:
    """Another conversation of the place, by its number as it stands in an address. Raises NotThere."""
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 18 else 0
    thread = room.threads.filter(pk=number).select_related("network", "section").first()
    if thread is None:
        raise NotThere
    return thread


def thread_for(user: Any, thread_id: int, slug: str | None = None) -> Thread:
    """A thread `user` may read, in one query. Raises NotThere."""
    if slug and places.is_known(user):
        thread = _FOR_MEMBER.first(thread_id=thread_id, slug=slug, user_id=user.pk, day=clock.today())
    else:
        threads = rules.readable_threads(user).select_related("network", "section").filter(pk=thread_id)
        if slug is not None:
            threads = threads.filter(network__slug=slug) if slug else threads.filter(network=None)
        thread = threads.first()
    if thread is None:
        raise NotThere
    return thread


_FOR_MEMBER = Prepared(
    lambda thread_id, slug, user_id, day: Thread.objects.filter(
        pk=thread_id, network__slug=slug, network__in=networks.enterable_on(user_id, day)
    ).select_related("network", "section"),
    thread_id=int,
    slug=str,
    user_id=int,
    day=date,
)


def last_number_of(thread_id: int) -> int:
    """The number of the latest post of a thread whose reader was asked already."""
    return Thread.objects.filter(pk=thread_id).values_list("last_number", flat=True).first() or 0


def states_of(thread_id: int, numbers: list[int]) -> dict[int, str]:
    """How posts of a thread stand whose reader was asked already: {number: a word that differs when the post does}.

    A page that lost its line asks before and after, and fetches only what is otherwise now.
    """
    rows = Post.objects.filter(thread_id=thread_id, number__in=numbers)
    columns = ("number", "version", "answers", "signs", "edited_at", "hidden_at", "deleted_at")
    return {number: f"{crc32(repr(rest).encode()):x}" for number, *rest in rows.values_list(*columns)}


def may_still_read(user_id: int, thread_id: int) -> None:
    """Raise NotThere when the person is gone or may read the thread no more; for a socket long open."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None or not rules.readable_threads(user).filter(pk=thread_id).exists():
        raise NotThere
