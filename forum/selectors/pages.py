"""Pages of one thread, in the reader's manner of reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Count, Q, QuerySet

from forum import seen
from forum.enums import Reading
from forum.models import Post, Thread, ThreadRead
from forum.selectors.lists import PAGE, unread_in
from forum.selectors.rooms import Room
from forum.selectors.veil import veiled, with_consents
from forum.trees import LEVELS, LONGEST, above
from kit import clock
from kit.prepared import Prepared
from kit.verdicts import NotThere

BEFORE = PAGE // 4
"""How many posts stand above the one that was asked for."""
BEYOND = "9" * (LONGEST + 1)
"""Sorts after every place, whatever the database makes of signs that are no digits."""
MOST_RANGES = 100
"""More stretches than this are asked for as one, from the first to the last."""


@dataclass
class ThreadPage:
    """Some posts of a thread in one manner of reading, with what its reader needs."""

    thread: Thread
    reading: Reading
    posts: list[Post]
    mark: ThreadRead | None
    unread: seen.Ranges
    """Numbers the reader has before."""
    has_before: bool
    has_after: bool
    next_number: int | None = None
    """Where the next page begins."""
    branch: Post | None = None
    """The post under which the page reads, on the page of a branch."""
    numbers: set[int] = field(default_factory=set)
    first: int | None = None
    """The number of the first post on the page; None when there is none."""

    @property
    def unread_count(self) -> int:
        """How many posts the reader has before."""
        return seen.count(self.unread)

    @property
    def first_unread(self) -> int | None:
        """The number of the first post not seen yet."""
        return self.unread[0][0] if self.unread else None


@dataclass(frozen=True)
class Cut:
    """Which page: from number `start` on, those before number `before`, the last one, or (nothing said) the first."""

    start: int | None = None
    before: int | None = None
    at_end: bool = False


def posts_with_people(thread: Thread | int) -> QuerySet[Post]:
    """The thread's posts with what drawing them needs."""
    people = [
        f"{path}__{name}" for path in ("author", "parent__author") for name in ("first_name", "last_name", "email")
    ]
    return (
        Post.objects.filter(thread=thread)
        .select_related("author", "parent__author")
        .only(
            *("number", "depth", "place", "answers", "signs", "has_poll", "html", "drawn", "excerpt", "version"),
            "created_at",
            *("edited_at", "hidden_at", "deleted_at", "thread", "author", "parent", "parent__number", "parent__author"),
            *("parent__excerpt", "parent__hidden_at", "parent__deleted_at", *people),
        )
    )


def mark_of(room: Room, thread: Thread) -> ThreadRead | None:
    """The reader's mark in the thread; no query for a thread that `thread_in` gave, None for a guest."""
    if hasattr(thread, "own_mark"):
        return thread.own_mark
    return None if room.is_guest else ThreadRead.objects.filter(user_id=room.user_id, thread=thread).first()


def posts_page(
    room: Room, thread: Thread, *, reading: Reading = Reading.TREE, cut: Cut = Cut(), branch: Post | None = None
) -> ThreadPage:
    """Twenty posts in the given manner of reading; two queries. On the page of a `branch`: what stands under it.

    Raises NotThere when there is no post of the number at which the page is cut.
    """
    mark = mark_of(room, thread)
    first, start = (_FIRST_FOR_GUESTS, _FROM_FOR_GUESTS) if room.is_guest else (_FIRST, _FROM)
    if branch is None and reading in first and cut == Cut():
        found = first[reading].all(thread_id=thread.pk)
        has_before, has_after = False, len(found) > PAGE
    elif branch is None and reading in start and cut == Cut(cut.start):
        found = start[reading].all(thread_id=thread.pk, number=cut.start)
        if not found:
            raise NotThere
        has_before, has_after = cut.start != 1, len(found) > PAGE
    else:
        found, has_before, has_after = _asked_page(room, thread, mark, reading=reading, cut=cut, branch=branch)
    next_number = found.pop().number if has_after and cut.before is None and not cut.at_end else None
    for post in veiled(room, found):
        post.thread = thread
    return ThreadPage(
        thread=thread,
        reading=reading,
        posts=found,
        mark=mark,
        unread=unread_in(thread, mark, room.joined_at),
        has_before=has_before,
        has_after=has_after,
        next_number=next_number if cut.before is None else cut.before,
        branch=branch,
        first=found[0].number if found else None,
        numbers={post.number for post in found if post.is_shown or post.author_id == room.user_id},
    )


def _asked_page(
    room: Room, thread: Thread, mark: ThreadRead | None, *, reading: Reading, cut: Cut, branch: Post | None
) -> tuple[list[Post], bool, bool]:
    """The pages that are asked seldom, worked out each time."""
    posts, order = posts_with_people(thread), "number" if reading == Reading.TIME else "place"
    if branch is not None:
        posts = posts.filter(place__startswith=branch.place, depth__lte=branch.depth + LEVELS).exclude(pk=branch.pk)
    elif reading == Reading.TREE:
        posts = posts.filter(depth__lte=LEVELS)
    elif reading == Reading.NEW:
        posts = posts.shown().filter(_among(new_in_visit(room, thread, mark)))
    return _cut(posts, thread, order, cut)


def _in_tree(thread_id: int) -> QuerySet[Post]:
    return posts_with_people(thread_id).filter(depth__lte=LEVELS).order_by("place")


def _in_time(thread_id: int) -> QuerySet[Post]:
    return posts_with_people(thread_id).order_by("number")


def _tree_from(thread_id: int, number: int) -> QuerySet[Post]:
    place = Post.objects.filter(thread=thread_id, number=number).values("place")[:1]
    return _in_tree(thread_id).filter(place__gte=place)


def _time_from(thread_id: int, number: int) -> QuerySet[Post]:
    return _in_time(thread_id).filter(number__gte=number)


def _page_of(rows: Callable[..., QuerySet[Post]], *, for_guests: bool, **kinds: type) -> Prepared[Post]:
    """One page and the first post of the next; for visitors with who of its people may be named."""

    def page(**values: int) -> QuerySet[Post]:
        found = rows(**values)
        return (with_consents(found, "author", "parent__author") if for_guests else found)[: PAGE + 1]

    return Prepared(page, **kinds)


def _first(*, for_guests: bool) -> dict[Reading, Prepared[Post]]:
    ways = {Reading.TREE: _in_tree, Reading.TIME: _in_time}
    return {reading: _page_of(rows, for_guests=for_guests, thread_id=int) for reading, rows in ways.items()}


def _from(*, for_guests: bool) -> dict[Reading, Prepared[Post]]:
    ways = {Reading.TREE: _tree_from, Reading.TIME: _time_from}
    return {reading: _page_of(rows, for_guests=for_guests, thread_id=int, number=int) for reading, rows in ways.items()}


_FIRST, _FIRST_FOR_GUESTS = _first(for_guests=False), _first(for_guests=True)
"""The first page of a thread."""
_FROM, _FROM_FOR_GUESTS = _from(for_guests=False), _from(for_guests=True)
"""The page that begins with a post."""


def _cut(posts: QuerySet[Post], thread: Thread, order: str, cut: Cut) -> tuple[list[Post], bool, bool]:
    """One page of posts, with the first of the next one where there is one, and what lies before and after."""
    if cut.before is not None or cut.at_end:
        if cut.before is not None:
            posts = posts.filter(**{f"{order}__lt": _where(thread, cut.before, order)})
        found = list(posts.order_by(f"-{order}")[: PAGE + 1])
        if not found and cut.before is not None:
            raise NotThere
        return found[:PAGE][::-1], len(found) > PAGE, cut.before is not None
    if cut.start is not None:
        posts = posts.filter(**{f"{order}__gte": _where(thread, cut.start, order)})
    found = list(posts.order_by(order)[: PAGE + 1])
    if cut.start is not None and not found:
        raise NotThere
    return found, cut.start not in (None, 1), len(found) > PAGE


def _where(thread: Thread, number: int, order: str) -> Any:
    if order == "number":
        return number
    return Post.objects.filter(thread=thread, number=number).values("place")[:1]


def new_in_visit(room: Room, thread: Thread, mark: ThreadRead | None) -> seen.Ranges:
    """Numbers that are new to the reader since the visit began, also those looked at meanwhile."""
    if mark is None:
        return unread_in(thread, None, room.joined_at)
    return seen.unread(thread.last_number, mark.before(clock.now()), thread.gone)


def _among(ranges: seen.Ranges) -> Q:
    if not ranges:
        return Q(pk__in=[])
    if len(ranges) > MOST_RANGES:
        ranges = [*ranges[: MOST_RANGES - 1], (ranges[MOST_RANGES - 1][0], ranges[-1][1])]
    asked = Q()
    for first, last in ranges:
        asked |= Q(number=first) if first == last else Q(number__range=(first, last))
    return asked


def start_of_page_with(thread: Thread, post: Post, *, reading: Reading, branch: Post | None = None) -> int | None:
    """Where a page begins that shows `post` with what was said just before it; None is the beginning."""
    if reading == Reading.TIME:
        return None if post.number < PAGE else post.number - BEFORE
    posts = Post.objects.filter(thread=thread, place__lte=post.place)
    if branch is None:
        posts = posts.filter(depth__lte=LEVELS)
    else:
        posts = posts.filter(place__gt=branch.place, depth__lte=branch.depth + LEVELS)
    before = list(posts.order_by("-place").values_list("number", flat=True)[:PAGE])
    return None if len(before) < PAGE else before[BEFORE]


@dataclass(frozen=True)
class Fold:
    """Posts without news, as one line among those that are new."""

    count: int
    after: int | None
    """The number of the last new post above them; None at the beginning."""
    root: Post | None = None
    """The post with which the branch of the next new post begins, when it is not new itself."""


def folds_of(page: ThreadPage) -> list[Fold]:
    """What is folded before each post of a page of news, and after the last one; two queries."""
    posts = page.posts
    if not posts:
        return []
    edges = ["", *(post.place for post in posts), BEYOND]
    shown = Post.objects.filter(thread=page.thread).shown()
    between = [Q(place__gt=first, place__lt=last) for first, last in pairwise(edges)]
    gaps = shown.aggregate(**{f"gap{at}": Count("pk", filter=asked) for at, asked in enumerate(between)})
    here = {post.number for post in posts}
    wanted = {above(post.place, 0) for post in posts} - here
    roots = {post.number: post for post in posts_with_people(page.thread).filter(number__in=wanted)}
    folds, told = [], set(here)
    for at, post in enumerate([*posts, None]):
        number = above(post.place, 0) if post is not None else None
        root = roots.get(number) if number is not None and number not in told else None
        told.add(number or 0)
        is_cut = (at == 0 and page.has_before) or (post is None and page.has_after)
        folds.append(Fold(0 if is_cut else gaps[f"gap{at}"], posts[at - 1].number if at else None, root))
    return folds


MOST_PRINTED = 500


def printed(room: Room, thread: Thread) -> list[Post]:
    """The posts of a thread for printing: what is shown, in the order of the tree, five hundred at most."""
    return veiled(room, list(posts_with_people(thread).shown().order_by("place")[:MOST_PRINTED]))
