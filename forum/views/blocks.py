"""The posts of one page as HTML, drawn once for all readers to whom they look the same.

What decides how they look: the thread's stamp, which moves with every change of its posts, the manner of reading and
the cut, what is unread, and what the reader may do here. Who has a hand in the thread, wrote or left a mark in it, sees
buttons and signs of their own, so theirs is kept under their number. A page with a ruling or with things made of its
posts is drawn anew each time, because these ask rights of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum import rules, selectors
from forum.enums import Reading
from forum.models import Thread
from forum.selectors import Cut, Room, ThreadPage
from forum.views import shapes
from forum.views.drawing import Drawn, drawn, nested
from theme import pieces

KEPT_FOR, KEPT_FOR_GUESTS = 300, 60
"""Seconds after which also changes outside the thread are seen: a name, a consent to be named in public."""


@dataclass(frozen=True)
class Block:
    """Posts as drawn, and what the page around them must know."""

    html: SafeString
    numbers: frozenset[int]
    first: int | None
    has_before: bool
    has_after: bool
    next_number: int | None


def read(
    request: HttpRequest, room: Room, thread: Thread, *, reading: Reading, cut: Cut
) -> tuple[ThreadPage, SafeString]:
    """One page of the thread with its posts drawn; no query when they were drawn for such a reader already.

    Raises NotThere as selectors.posts_page does.
    """
    mark = selectors.mark_of(room, thread)
    unread = selectors.unread_in(thread, mark, room.joined_at)
    # On the conversation's own page its links need not repeat its address.
    base = "" if request.path == thread.address else thread.address

    def make() -> tuple[Block, int]:
        page = selectors.posts_page(room, thread, reading=reading, cut=cut)
        items = drawn(room, page.posts, unread=page.unread, reading=reading, base=base)
        lasts = KEPT_FOR_GUESTS if room.is_guest else KEPT_FOR
        block = Block(
            html=as_html(request, room, thread, items, page),
            numbers=frozenset(page.numbers),
            first=page.first,
            has_before=page.has_before,
            has_after=page.has_after,
            next_number=page.next_number,
        )
        return block, lasts if all(item.face is not None for item in items) else 0

    if reading == Reading.NEW:
        block, _seconds = make()
    else:
        who = room.user_id if mark is None or mark.hand else 0
        may = (room.is_open, room.steers, room.is_guest, bool(rules.reply_verdict(thread, is_open=room.is_open)), who)
        facts = (thread.pk, thread.stamp, base, reading, (cut.start, cut.before, cut.at_end), _plain(unread), may)
        block = pieces.kept_with("forum.posts", facts, make)
    page = ThreadPage(
        thread=thread,
        reading=reading,
        posts=[],
        mark=mark,
        unread=unread,
        has_before=block.has_before,
        has_after=block.has_after,
        next_number=block.next_number,
        numbers=set(block.numbers),
        first=block.first,
    )
    return page, block.html


def _plain(ranges: Any) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in ranges)


def as_html(request: HttpRequest, room: Room, thread: Thread, items: list[Drawn], page: ThreadPage) -> SafeString:
    """The posts in their manner of reading, with folds between those that are new."""
    last_fold = None
    if page.reading == Reading.NEW:
        folds = selectors.folds_of(page)
        for item, fold in zip(items, folds, strict=False):
            item.fold = fold
        last_fold = folds[-1] if folds else None
    values = {
        "room": room,
        "thread": thread,
        "network": room.network,
        "may_reply": rules.reply_verdict(thread, is_open=room.is_open),
        "reading": page.reading,
        "posts": items,
        "roots": nested(items) if page.reading == Reading.TREE else items,
        "last_fold": last_fold,
    }
    shapes.put(request, values, items)
    if page.reading == Reading.TIME and all(item.html is not None for item in items):
        return mark_safe("".join(item.html or "" for item in items))  # noqa: S308 - drawn by a template
    return mark_safe(render_to_string("forum/_posts.html", values, request))  # noqa: S308 - drawn by a template
