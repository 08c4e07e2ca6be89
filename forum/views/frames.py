"""What stands around the posts of a page, as facts: its pieces are drawn once for the same facts (theme.pieces).

A fact left out here would show one reader what is another's, or what was true yesterday: whatever templates/forum/
thread.html reads inside a `{% kept %}` is named here, and tests/forum/test_kept.py does each act that changes it. What
asks rights of its own (things made of the conversation, words that wait, where it is cited) stands outside the pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forum.enums import Reading
from forum.models import Section, Thread
from forum.selectors import Room, ThreadList, ThreadPage, ThreadRow
from kit.verdicts import Verdict
from provenance.selectors import makers_for
from theme.templatetags.look import ago

Facts = tuple[Any, ...]


@dataclass(frozen=True)
class Around:
    """The facts of the pieces around the posts; None is a piece that is drawn anew, as on the page of a branch."""

    heading: Facts | None = None
    above: Facts | None = None
    """Ways to read, tools, what is unread."""
    before: Facts | None = None
    """The summary, the way to pages before."""
    below: Facts | None = None
    """The way to further pages."""
    levels: Facts | None = None
    """What is told."""


def around(room: Room, page: ThreadPage, *, way: str) -> Around:
    """What stands around one page of posts; `way` as the address says it.

    Where on the thread the page stands is a fact only of the pieces that say it, so the pages share the others.
    """
    thread, section, first = page.thread, page.thread.section, page.first
    makers = makers_for(room.user, "thread", room.standing) if room.standing is not None else []
    about = (
        *(thread.pk, thread.address, thread.title, thread.posts_count, thread.last_number, thread.slow_minutes),
        *(thread.is_pinned, thread.locked_at, thread.is_question, thread.answer_id, thread.summary),
        *(thread.summed_up_at, section.name, room.name, room.address, room.network is None),
        *(room.is_open, room.steers, room.is_guest, tuple(maker.name for maker in makers)),
    )
    reads = (str(page.reading), way)
    unread = (page.unread_count, page.first_unread, page.first_unread in page.numbers, bool(page.unread))
    return Around(
        heading=about,
        above=(about, reads, unread, page.has_before, page.has_after, 0 if room.is_guest else first),
        before=(
            *(thread.summary, thread.summed_up_at, thread.answer_id, thread.address if thread.answer_id else ""),
            *(room.is_open, reads, page.has_before, first if page.has_before else 0),
        ),
        below=(reads, first is None, page.has_after, page.next_number if page.has_after else 0),
        levels=() if room.is_guest else (thread.pk, thread.address, page.mark.level if page.mark else ""),
    )


def reply(room: Room, thread: Thread, reading: Reading, may_reply: Verdict, *, path: str) -> Facts | None:
    """The empty box for a reply, or what a visitor sees there; where it says why nobody replies it is drawn anew."""
    if not may_reply and not room.is_guest:
        return None
    return thread.pk, thread.address, room.address, room.network is None, str(reading), room.is_guest, path


@dataclass
class Listed:
    """What the list's page shows beside its lines."""

    sections: list[Section]
    section: Section | None
    is_first: bool
    has_drafts: bool
    has_news: bool
    may_oversee: bool


def around_list(room: Room, shown: Listed, *, path: str) -> Facts:
    """Heading and tools above the lines, ways on below them."""
    section = shown.section
    chosen = (section.slug, section.name, section.about, section.audience) if section is not None else ()
    return (
        *(room.address, room.base, room.name, room.network is None, room.is_open, room.steers, room.is_guest, path),
        *(tuple((one.slug, one.name) for one in shown.sections), chosen, shown.is_first),
        *(shown.has_drafts, shown.has_news, shown.may_oversee),
    )


def rows(room: Room, shown: Listed, page: ThreadList) -> Facts:
    """The lines, each with its own facts in `row.facts`; together they are one piece."""
    names_section = len(shown.sections) > 1 and shown.section is None
    for row in (*page.pinned, *page.rows):
        row.facts = _row(row, base=room.base, names_section=names_section)
    return tuple(row.facts for row in (*page.pinned, *page.rows))


def _row(row: ThreadRow, *, base: str, names_section: bool) -> Facts:
    thread, author, last = row.thread, row.thread.author, row.thread.last_post_by
    return (
        *(base, thread.pk, thread.title, thread.posts_count, thread.is_pinned, thread.is_question, thread.answer_id),
        *(thread.locked_at, thread.section.name if names_section else "", row.unread, row.first_unread),
        *(author.pk if author is not None else 0, str(author or ""), str(last or "")),
        *(thread.last_post_at, ago(thread.last_post_at)),
    )
