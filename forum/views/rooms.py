"""What every screen of a network's forum has: its reader's place in the network, and how posts are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest
from django.views import View

from forum import rules, selectors
from forum.models import Post, Thread
from forum.selectors import Room
from kit.verdicts import Verdict
from moderation import selectors as moderation
from moderation.registry import GROUNDS


class BadCursor(ValueError):
    """A page was asked for that nobody linked to."""


class ForumView(View):
    """Loads the reader's place in the network at `slug` (404 for everybody else)."""

    room: Room

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.room = selectors.room_for(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A senseless address of a page is answered in kind (IN-15)."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except BadCursor:
            return HttpResponseBadRequest()

    def values(self, **more: Any) -> dict[str, Any]:
        """What the space's shell needs, and `more`."""
        return {
            "network": self.room.network,
            "standing": self.room.standing,
            "room": self.room,
            "tab": "forum",
            **more,
        }


class ThreadScreen(ForumView):
    """Loads one thread of the space as well."""

    thread: Thread

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.thread = selectors.thread_in(self.room, kwargs["thread_id"])


@dataclass
class Drawn:
    """A post as one reader sees it: the stored HTML and a thin layer of what this reader may do."""

    post: Post
    words: Verdict
    is_own: bool
    is_new: bool
    answers: str
    """To whom it answers, when that is not plain from its place."""
    edits: bool
    ruling: Any = None
    ground: Any = ""


def drawn(room: Room, posts: list[Post], *, seen: int | None, before: Post | None = None) -> list[Drawn]:
    """The posts for this reader; one query more only when some of them are hidden."""
    me = room.standing.user_id
    readers = [post for post in posts if post.hidden_at and (room.steers or post.author_id == me)]
    rulings = moderation.latest_decisions(Post, [post.pk for post in readers]) if readers else {}
    result = []
    for post in posts:
        ruling = rulings.get(post.pk)
        parent = post.parent
        result.append(
            Drawn(
                post=post,
                words=rules.may_see_words(room.standing.user, post, steers=room.steers),
                is_own=post.author_id == me,
                is_new=seen is not None and post.number > seen and post.author_id != me,
                answers=str(parent.author or "") if parent is not None else "",
                edits=post.author_id == me
                and room.is_open
                and post.hidden_at is None
                and post.deleted_at is None
                and post.thread.locked_at is None,
                ruling=ruling,
                ground=GROUNDS.get(ruling.ground, "") if ruling else "",
            )
        )
    return result


def number_in(request: HttpRequest, name: str) -> int | None:
    """A post's number from the address; BadCursor when it is none."""
    given = request.GET.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6 or int(given) < 1:
        raise BadCursor
    return int(given)
