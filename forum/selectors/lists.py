"""The list of threads, and what is new in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from forum import places, seen
from forum.enums import Level
from forum.models import Section, Thread, ThreadRead
from forum.selectors.drafts import begun, begun_in
from forum.selectors.rooms import Room
from forum.selectors.threads import as_read_by, own_mark
from forum.selectors.veil import veil_threads, with_consents
from kit.prepared import Prepared
from networks import rules as networks

PAGE = 20
"""Posts, and threads, on one page."""


@dataclass
class ThreadRow:
    """A line of the list."""

    thread: Thread
    unread: int
    first_unread: int | None
    """The number of the first post not seen yet."""
    follows: bool
    facts: tuple[Any, ...] | None = None
    """What decides how the line looks (theme.pieces); None draws it anew."""


@dataclass
class ThreadList:
    """One page of the list; pinned threads stand on the first page only."""

    pinned: list[ThreadRow]
    rows: list[ThreadRow]
    after: str = ""
    """The cursor of the next page, empty when this is the last."""


@dataclass
class Beside:
    """What the list shows or must know beside its lines."""

    sections: list[Section]
    has_drafts: bool
    has_held: bool
    """Whether words of the reader wait with which a conversation is to begin."""
    has_pinned: bool
    """Whether anything may be pinned, so that pinned conversations are asked for."""


def beside_list(room: Room) -> Beside:
    """Sections of the place, and what the reader has begun there; one query in a network, none for a visitor."""
    if room.network is None:
        return Beside([room.place], *begun_in(room), has_pinned=True)  # type: ignore[list-item]
    found: Any = _BESIDE.all(network_id=room.network.pk, me=room.user_id)
    if not found:
        return Beside([], *begun_in(room), has_pinned=True)
    for section in found:
        section.network = room.network
    first = found[0]
    return Beside(found, first.has_drafts, first.has_held, first.has_pinned)


def _beside(network_id: int, me: int) -> QuerySet[Section]:
    drafts, waiting = begun(network_id, me)
    pinned = Thread.objects.filter(network=network_id, is_pinned=True, merged_into=None).order_by()
    return Section.objects.filter(network=network_id).annotate(
        has_drafts=Exists(drafts), has_held=Exists(waiting), has_pinned=Exists(pinned)
    )


_BESIDE = Prepared(_beside, network_id=int, me=int)


def threads_of(
    room: Room,
    beside: Beside | None = None,
    *,
    section: Section | None = None,
    after: tuple[datetime, int] | None = None,
) -> ThreadList:
    """The threads of a space or of one section, latest first, from the cursor `after` on; two queries at most.

    `beside` is what stands beside them, where it was asked already (one query less).
    """
    beside = beside or beside_list(room)
    with_pinned = after is None and beside.has_pinned
    if room.network is not None and section is not None:
        page, pinned = _asked(room, section, after, with_pinned=with_pinned)
    else:
        pages = _OF_NETWORK if room.network is not None else _FOR_GUESTS if room.is_guest else _OF_SECTION
        known = {"place_id": room.place.pk} | ({} if room.is_guest else {"me": room.user_id})
        pinned = pages.pinned.all(**known) if with_pinned else []
        if after is None:
            page = pages.latest.all(**known)
        else:
            page = pages.older.all(**known, moment=after[0], number=after[1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    page = page[:PAGE]
    sections = {one.pk: one for one in beside.sections}
    for thread in (*pinned, *page):
        thread.section = sections[thread.section_id]
    veil_threads(room, [*pinned, *page])
    return ThreadList(
        pinned=[_row(room, thread) for thread in pinned],
        rows=[_row(room, thread) for thread in page],
        after=f"{last.last_post_at.isoformat()}_{last.pk}" if last else "",
    )


def _asked(
    room: Room, section: Section, after: tuple[datetime, int] | None, *, with_pinned: bool
) -> tuple[list[Thread], list[Thread]]:
    """(latest, pinned) of one section of a network, worked out each time."""
    threads = as_read_by(_listed(room.threads.filter(section=section)), room.user_id)
    loose = threads.filter(is_pinned=False)
    if after is not None:
        loose = _older(loose, *after)
    return list(loose[: PAGE + 1]), list(threads.filter(is_pinned=True)[:PAGE]) if with_pinned else []


def _listed(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """Threads with what a line of the list shows, latest first."""
    people = [f"{who}__{name}" for who in ("author", "last_post_by") for name in ("first_name", "last_name", "email")]
    return (
        threads.filter(merged_into=None)
        .select_related("author", "last_post_by")
        .only(
            *("title", "posts_count", "last_number", "last_post_at", "gone", "is_question", "answer", "is_pinned"),
            *("locked_at", "network", "section", "author", "last_post_by", *people),
        )
        .order_by("-last_post_at", "-id")
    )


def _older(threads: QuerySet[Thread], moment: datetime, number: int) -> QuerySet[Thread]:
    return threads.filter(last_post_at__lte=moment).exclude(last_post_at=moment, id__gte=number)


class _Pages:
    """The pages of the lists of one kind of place: with each reader's mark, or for visitors with who may be named."""

    def __init__(self, place: Callable[[int], QuerySet[Thread]], *, for_guests: bool = False) -> None:
        reader = {} if for_guests else {"me": int}

        def rows(place_id: int, me: int | None, *, is_pinned: bool) -> QuerySet[Thread]:
            listed = _listed(place(place_id).filter(is_pinned=is_pinned))
            return with_consents(listed, "author", "last_post_by") if me is None else as_read_by(listed, me)

        self.latest: Prepared[Thread] = Prepared(
            lambda place_id, me=None: rows(place_id, me, is_pinned=False)[: PAGE + 1], place_id=int, **reader
        )
        self.pinned: Prepared[Thread] = Prepared(
            lambda place_id, me=None: rows(place_id, me, is_pinned=True)[:PAGE], place_id=int, **reader
        )
        self.older: Prepared[Thread] = Prepared(
            lambda place_id, moment, number, me=None: _older(rows(place_id, me, is_pinned=False), moment, number)[
                : PAGE + 1
            ],
            **{"place_id": int, "moment": datetime, "number": int, **reader},
        )


_OF_NETWORK = _Pages(lambda network_id: Thread.objects.filter(network=network_id))
_OF_SECTION = _Pages(lambda section_id: Thread.objects.filter(network=None, section=section_id))
_FOR_GUESTS = _Pages(lambda section_id: Thread.objects.filter(network=None, section=section_id), for_guests=True)


def marks_of(user_id: int, threads: list[Thread]) -> dict[int, ThreadRead]:
    """The reader's marks in these threads, by thread."""
    return {mark.thread_id: mark for mark in ThreadRead.objects.filter(user_id=user_id, thread__in=threads)}


def unread_in(thread: Thread, mark: ThreadRead | None, joined_at: datetime | None) -> seen.Ranges:
    """Numbers the reader has before; what was said before a person joined is not counted as owed."""
    if mark is not None:
        if mark.last_number >= thread.last_number:
            return []
        return seen.unread(thread.last_number, mark.seen, thread.gone)
    if joined_at is not None and thread.last_post_at < joined_at:
        return []
    return seen.unread(thread.last_number, "", thread.gone)


def _row(room: Room, thread: Thread) -> ThreadRow:
    mark = None if room.is_guest else own_mark(thread, room.user_id)
    unread = unread_in(thread, mark, room.joined_at)
    thread.network = room.network
    return ThreadRow(thread, seen.count(unread), unread[0][0] if unread else None, bool(mark and mark.follows))


def unread_threads(user: Any) -> QuerySet[Thread]:
    """Threads of the user's networks with something new since the user last looked, without those passed over.

    Above the networks only of those one has begun to read.
    """
    joined = networks.memberships_of(user).filter(edition__network=OuterRef("network"))
    since = Exists(joined.filter(Q(joined_at=None) | Q(joined_at__lte=OuterRef("last_post_at"))))
    mine = ThreadRead.objects.filter(user_id=user.pk)
    done = mine.filter(Q(last_number__gte=F("thread__last_number")) | Q(level=Level.NONE))
    known = mine.filter(last_number__lt=F("thread__last_number"))
    here = Thread.objects.filter(places.readable(user), merged_into=None)
    return here.filter(Q(pk__in=known.values("thread")) | Q(since)).exclude(pk__in=done.values("thread"))
