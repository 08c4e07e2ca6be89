"""How posts are drawn for one reader: stored HTML, and a thin layer of what this reader may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from forum import rules, seen
from forum.enums import SIGNS, Reading, Sign
from forum.models import Post, PostMark, Thread
from forum.selectors import Fold, PollView, Room, marks_on, polls_on
from forum.trees import LEVELS
from forum.views.shapes import Said, said
from kit.verdicts import Verdict
from moderation import selectors as moderation
from provenance.registry import Reference
from provenance.selectors import Chain, chains_among
from theme.templatetags.look import tone


@dataclass
class Drawn:
    """A post as one reader sees it."""

    post: Post
    words: Verdict
    is_own: bool
    is_new: bool
    edits: bool
    link: str
    """Its permanent address."""
    level: int = 0
    """How far it is indented."""
    answers: str = ""
    """To whom it answers."""
    answers_link: str = ""
    is_far: bool = False
    """Whether the place does not show to whom it answers, so that words must."""
    goes_on: str = ""
    """The page of its branch, where its answers are too deep for this one."""
    ruling: Any = None
    ground: Any = ""
    children: list[Drawn] = field(default_factory=list)
    """Answers shown inside it, in the tree."""
    signs: list[tuple[Sign, int, bool]] = field(default_factory=list)
    """Signs left on it: which, how many, whether the reader's own is among them."""
    chain: Any = None
    """What came of it, as this reader may see it."""
    is_bookmarked: bool = False
    is_answer: bool = False
    """Whether it was accepted as the answer to the question."""
    is_thanked: bool = False
    poll: PollView | None = None
    fold: Fold | None = None
    """What is folded above it, among news."""
    face: tuple[Any, ...] | None = None
    """Everything that decides how the post looks to this reader; None when it is to be drawn anew (theme.pieces)."""
    said: Said | None = None
    """Its words."""
    tone: int = 0
    """The colour of its author's mark."""
    html: SafeString | None = None
    """The post itself where it was drawn without the template (views.shapes)."""


def drawn(
    room: Room,
    posts: list[Post],
    *,
    unread: seen.Ranges,
    reading: Reading = Reading.TREE,
    branch: Post | None = None,
    made: dict[Reference, Chain] | None = None,
    base: str | None = None,
) -> list[Drawn]:
    """The posts for this reader, in order; two queries, and one more only when some of them are hidden.

    `base` is what their links begin with: the conversation's address, or nothing on its own page.

    `made` are the chains of the posts where they were fetched already: one query less.
    """
    if not posts:
        return []
    me, thread = room.user_id, posts[0].thread
    base = thread.address if base is None else base
    mine = marks_on(me, posts)
    if made is None:
        made = {} if room.is_guest else chains_among(room.user, {"post": [post.pk for post in posts]})
    readers = [post.pk for post in posts if post.hidden_at and (room.steers or post.author_id == me)]
    rulings = moderation.latest_decisions(Post, readers) if readers else {}
    is_open, root = is_open_for(room, thread), branch.depth if branch is not None else 0
    polls = polls_on(me, posts)
    result = []
    above: Post | None = None
    for post in posts:
        item = _drawn(room, post, base=base, is_open=is_open, ruling=rulings.get(post.pk))
        item.is_new = not item.is_own and seen.holds(unread, post.number)
        item.chain = made.get(Reference("post", post.pk))
        _sign(item, mine.get(post.pk, {}))
        if reading == Reading.TREE:
            item.level = post.depth - root
            item.is_far = post.parent is not None and (above is None or not _shown_under(post, above))
            if item.level == LEVELS and post.answers:
                item.goes_on = f"{thread.address}galaz/{post.number}/"
        else:
            item.is_far = post.parent is not None
        item.poll = polls.get(post.pk) if post.is_shown else None
        above = post
        item.said = said(post, item, base=base)
        item.tone = tone(post.author) if post.author else 0
        item.face = _face(item, room, is_open=is_open)
        result.append(item)
    return result


def _face(item: Drawn, room: Room, *, is_open: bool) -> tuple[Any, ...] | None:
    """What the template of a post reads, as plain values; None where something beside them is to be shown."""
    if item.ruling is not None or item.chain or item.poll:
        return None
    post, parent = item.post, item.post.parent if item.is_far else None
    quoted = parent.excerpt if parent is not None and parent.is_shown else ""
    return (
        *(
            post.pk,
            post.version,
            post.edited_at,
            post.created_at,
            post.hidden_at,
            post.deleted_at,
            post.number,
            post.place,
        ),
        *(post.author_id, str(post.author or ""), post.answers, tuple(item.signs), bool(item.words)),
        *(item.link, item.is_own, item.is_new, item.edits, item.level, item.answers, item.answers_link, item.is_far),
        *(post.drawn, quoted, item.is_bookmarked, item.is_answer, item.is_thanked),
        *(is_open, room.is_open, room.steers, room.is_guest),
    )


def _sign(item: Drawn, mine: dict[str, PostMark]) -> None:
    """What was left on the post, and what of it is the reader's own."""
    post = item.post
    item.is_bookmarked = Sign.BOOKMARK in mine
    item.is_thanked = Sign.THANKS in mine
    item.is_answer = post.thread.answer_id == post.pk
    if post.signs:
        item.signs = [(sign, post.signs[sign], sign in mine) for sign in SIGNS if post.signs.get(sign)]


def _shown_under(post: Post, above: Post) -> bool:
    """Whether the post directly above is the answered one."""
    return post.parent is not None and above.number == post.parent.number and post.depth > above.depth


def _drawn(room: Room, post: Post, *, base: str, is_open: bool, ruling: Any) -> Drawn:
    me, parent = room.user_id, post.parent
    is_own = post.author_id is not None and post.author_id == me
    return Drawn(
        post=post,
        words=rules.may_see_words(room.user, post, steers=room.steers),
        is_own=is_own,
        is_new=False,
        edits=is_own and is_open and post.is_shown and rules.in_edit_window(post),
        link=f"{base}wpis/{post.number}/",
        answers=name_of(parent.author) if parent is not None else "",
        answers_link=f"{base}wpis/{parent.number}/" if parent is not None else "",
        ruling=ruling,
        ground=moderation.ground_words(ruling) if ruling and ruling.ground else "",
    )


def nested(items: list[Drawn]) -> list[Drawn]:
    """The same posts as a tree: each inside the one above it that stands less deep."""
    roots: list[Drawn] = []
    way: list[Drawn] = []
    for item in items:
        while way and way[-1].post.depth >= item.post.depth:
            way.pop()
        (way[-1].children if way else roots).append(item)
        way.append(item)
    return roots


def is_open_for(room: Room, thread: Thread) -> bool:
    """Whether the reader may write in the thread."""
    return bool(rules.reply_verdict(thread, is_open=room.is_open))


def name_of(person: Any) -> str:
    """A name, or what stands for somebody who is gone."""
    return str(person) if person is not None else gettext("a former member")
