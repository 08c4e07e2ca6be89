"""What the forum's screens need. Fetching is checking: absent and not for this person look alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from forum import rules
from forum.models import Post, Section, Thread, ThreadRead
from kit.html import text_of
from kit.verdicts import NotThere
from networks import rules as networks
from networks.enums import Role
from networks.models import Membership, Network
from networks.selectors import space_for

PAGE = 20
"""Posts, and threads, on one page."""


@dataclass(frozen=True)
class Room:
    """A network's space as its reader stands in it."""

    network: Network
    standing: Membership

    @property
    def steers(self) -> bool:
        """Whether the reader coordinates the network."""
        return self.standing.role in (Role.COORDINATOR, Role.DEPUTY)

    @property
    def is_open(self) -> bool:
        """Whether members may write."""
        return self.standing.edition.is_open


def room_for(user: Any, slug: str) -> Room:
    """The space at `slug`, in one query. Raises NotThere for everybody but its members."""
    standing = space_for(user, slug)
    return Room(network=standing.edition.network, standing=standing)


def thread_in(room: Room, thread_id: int) -> Thread:
    """A thread of the space. Raises NotThere."""
    thread = Thread.objects.filter(network=room.network, pk=thread_id).select_related("section").first()
    if thread is None:
        raise NotThere
    thread.network = room.network
    return thread


def thread_for(user: Any, thread_id: int, slug: str | None = None) -> Thread:
    """A thread `user` may read, in one query. Raises NotThere."""
    threads = rules.readable_threads(user).select_related("network").filter(pk=thread_id)
    if slug is not None:
        threads = threads.filter(network__slug=slug)
    thread = threads.first()
    if thread is None:
        raise NotThere
    return thread


def may_still_read(user_id: int, thread_id: int) -> None:
    """Raise NotThere when the person is gone or may read the thread no more; for a socket long open."""
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None or not rules.readable_threads(user).filter(pk=thread_id).exists():
        raise NotThere


def post_in(thread: Thread, number: int) -> Post:
    """A post of a thread already fetched. Raises NotThere."""
    post = Post.objects.filter(thread=thread, number=number).select_related("author", "parent__author").first()
    if post is None:
        raise NotThere
    post.thread = thread
    return post


def post_by_pk(user: Any, pk: int) -> Post:
    """A post `user` may read in place. Raises NotThere."""
    post = (
        Post.objects.filter(pk=pk, thread__in=rules.readable_threads(user))
        .select_related("author", "thread__network")
        .first()
    )
    if post is None:
        raise NotThere
    return post


def sections_of(network: Network) -> list[Section]:
    """The sections of a network, in order."""
    return list(Section.objects.filter(network=network))


# --- the list of threads ---------------------------------------------------------------------------------------------


@dataclass
class ThreadRow:
    """A line of the list."""

    thread: Thread
    unread: int
    follows: bool

    @property
    def first_unread(self) -> int:
        """The number of the first post not seen yet."""
        return self.thread.last_number - self.unread + 1


@dataclass
class ThreadList:
    """One page of the list; pinned threads stand on the first page only."""

    pinned: list[ThreadRow]
    rows: list[ThreadRow]
    after: str = ""
    """The cursor of the next page, empty when this is the last."""


def threads_of(room: Room, *, section: Section | None = None, after: tuple[datetime, int] | None = None) -> ThreadList:
    """The threads of a space or of one section, latest first, from the cursor `after` on; four queries at most."""
    threads = Thread.objects.filter(network=room.network).select_related("author", "last_post_by", "section")
    if section is not None:
        threads = threads.filter(section=section)
    threads = threads.order_by("-last_post_at", "-id")
    loose = threads.filter(is_pinned=False)
    if after is not None:
        moment, number = after
        loose = loose.filter(last_post_at__lte=moment).exclude(last_post_at=moment, id__gte=number)
    page = list(loose[: PAGE + 1])
    pinned = list(threads.filter(is_pinned=True)[:PAGE]) if after is None else []
    last = page[PAGE - 1] if len(page) > PAGE else None
    page = page[:PAGE]
    marks = marks_of(room.standing.user_id, [*pinned, *page])
    return ThreadList(
        pinned=[_row(thread, marks, room.standing.joined_at) for thread in pinned],
        rows=[_row(thread, marks, room.standing.joined_at) for thread in page],
        after=f"{last.last_post_at.isoformat()}_{last.pk}" if last else "",
    )


def marks_of(user_id: int, threads: list[Thread]) -> dict[int, ThreadRead]:
    """The reader's marks in these threads, by thread."""
    return {mark.thread_id: mark for mark in ThreadRead.objects.filter(user_id=user_id, thread__in=threads)}


def unread_in(thread: Thread, mark: ThreadRead | None, joined_at: datetime | None) -> int:
    """How many posts the reader has not seen; what was said before a person joined is not counted as owed."""
    if mark is not None:
        return max(0, thread.last_number - mark.last_number)
    if joined_at is not None and thread.last_post_at < joined_at:
        return 0
    return thread.last_number


def _row(thread: Thread, marks: dict[int, ThreadRead], joined_at: datetime | None) -> ThreadRow:
    mark = marks.get(thread.pk)
    return ThreadRow(thread, unread_in(thread, mark, joined_at), bool(mark and mark.follows))


def unread_threads(user: Any) -> QuerySet[Thread]:
    """Threads of the user's networks with something new since the user last looked."""
    joined = networks.memberships_of(user).filter(edition__network=OuterRef("network"))
    since = Exists(joined.filter(Q(joined_at=None) | Q(joined_at__lte=OuterRef("last_post_at"))))
    mine = ThreadRead.objects.filter(user_id=user.pk)
    seen = mine.filter(last_number__gte=F("thread__last_number"))
    known = mine.filter(last_number__lt=F("thread__last_number"))
    here = Thread.objects.filter(network__in=networks.enterable_networks(user))
    return here.filter(Q(pk__in=known.values("thread")) | Q(since)).exclude(pk__in=seen.values("thread"))


# --- one thread ------------------------------------------------------------------------------------------------------


@dataclass
class ThreadPage:
    """Some posts of a thread in the order of the tree, with what its reader needs."""

    thread: Thread
    posts: list[Post]
    mark: ThreadRead | None
    unread: int
    has_before: bool
    has_after: bool
    next_number: int | None = None
    """Where the next page begins."""
    numbers: set[int] = field(default_factory=set)

    @property
    def first_unread(self) -> int | None:
        """The number of the first post not seen yet."""
        if not self.unread:
            return None
        return (self.mark.last_number if self.mark else 0) + 1


def _posts(thread: Thread) -> QuerySet[Post]:
    people = [
        f"{path}__{name}" for path in ("author", "parent__author") for name in ("first_name", "last_name", "email")
    ]
    return (
        Post.objects.filter(thread=thread)
        .select_related("author", "parent__author")
        .only(
            *("number", "depth", "place", "html", "excerpt", "version", "created_at", "edited_at", "hidden_at"),
            *("deleted_at", "thread", "author", "parent", "parent__number", "parent__author", *people),
        )
    )


def posts_page(room: Room, thread: Thread, *, start: int | None = None, before: int | None = None) -> ThreadPage:
    """Twenty posts from number `start` on, or those before number `before`, as the tree is read; two queries.

    Raises NotThere when there is no post of that number.
    """
    posts = _posts(thread)
    if before is not None:
        found = list(posts.filter(place__lt=_place(thread, before)).order_by("-place")[: PAGE + 1])
        if not found:
            raise NotThere
        has_before, has_after, next_number = len(found) > PAGE, True, before
        found = found[:PAGE][::-1]
    else:
        if start is not None:
            posts = posts.filter(place__gte=_place(thread, start))
        found = list(posts.order_by("place")[: PAGE + 1])
        if start is not None and not found:
            raise NotThere
        has_before, has_after = bool(found) and found[0].number != 1, len(found) > PAGE
        next_number = found[PAGE].number if has_after else None
        found = found[:PAGE]
    for post in found:
        post.thread = thread
    mark = ThreadRead.objects.filter(user_id=room.standing.user_id, thread=thread).first()
    return ThreadPage(
        thread=thread,
        posts=found,
        mark=mark,
        unread=unread_in(thread, mark, room.standing.joined_at),
        has_before=has_before,
        has_after=has_after,
        next_number=next_number,
        numbers={post.number for post in found},
    )


def _place(thread: Thread, number: int) -> Any:
    return Post.objects.filter(thread=thread, number=number).values("place")[:1]


def start_of_page_with(thread: Thread, number: int) -> int | None:
    """Where a page begins that shows post `number` with what was said just before it; None is the thread's beginning.

    Raises NotThere when there is no such post.
    """
    before = list(
        Post.objects.filter(thread=thread, place__lte=_place(thread, number))
        .order_by("-place")
        .values_list("number", flat=True)[:PAGE]
    )
    if not before:
        raise NotThere
    return None if len(before) < PAGE or before[-1] == 1 else before[PAGE // 4]


def seen_up_to(mark: int, numbers: set[int]) -> int:
    """How far the mark moves when these posts are shown: over those that follow it without a gap."""
    while mark + 1 in numbers:
        mark += 1
    return mark


def people_called(post: Post) -> list[Any]:
    """Members of the network whose names stand in the post as `@Anna Nowak`; no query where there is no `@`."""
    text = " ".join(text_of(post.html).casefold().split())
    if "@" not in text:
        return []
    places = Membership.objects.now().filter(edition__network=post.thread.network_id).select_related("user")
    people = {place.user_id: place.user for place in places}.values()
    return [one for one in people if re.search(rf"@{re.escape(one.get_full_name().casefold())}(?!\w)", text)]


def followers_of(thread: Thread) -> QuerySet[ThreadRead]:
    """Marks of those who want to be told of replies."""
    return ThreadRead.objects.filter(thread=thread, follows=True).select_related("user")
