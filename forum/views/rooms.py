"""What every screen of a network's forum has: its reader's place in the network, and how posts are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views import View

from forum import rules, selectors
from forum.models import Post, Thread
from forum.selectors import Room
from kit.verdicts import Verdict
from moderation import selectors as moderation
from moderation.registry import GROUNDS


class BadCursorError(ValueError):
    """A page was asked for that nobody linked to."""


class ForumView(View):
    """Loads the reader's place in the network at `slug` (404 for everybody else)."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.fetch()

    def fetch(self) -> None:
        """Load what the screen is about; asking for the room checks the reader."""
        self.room  # noqa: B018 - fetching is checking

    @cached_property
    def room(self) -> Room:
        """The space as its reader stands in it. Raises NotThere."""
        return selectors.room_for(self.request.user, self.kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A senseless address of a page is answered in kind (IN-15)."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except BadCursorError:
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

    def fetch(self) -> None:
        """The thread, in the reader's space only."""
        self.thread = selectors.thread_in(self.room, self.kwargs["thread_id"])


@dataclass
class Drawn:
    """A post as one reader sees it: the stored HTML and a thin layer of what this reader may do."""

    post: Post
    words: Verdict
    is_own: bool
    is_new: bool
    edits: bool
    link: str
    """Its permanent address."""
    answers: str = ""
    """To whom it answers."""
    answers_link: str = ""
    is_far: bool = False
    """Whether the place no longer shows to whom it answers, so that words must."""
    ruling: Any = None
    ground: Any = ""


def drawn(room: Room, posts: list[Post], *, seen: int | None) -> list[Drawn]:
    """The posts for this reader; one query more only when some of them are hidden."""
    me = room.standing.user_id
    readers = [post.pk for post in posts if post.hidden_at and (room.steers or post.author_id == me)]
    rulings = moderation.latest_decisions(Post, readers) if readers else {}
    result = []
    above: Post | None = None
    for post in posts:
        item = _drawn(room, post, seen=seen, ruling=rulings.get(post.pk))
        if post.parent is not None:
            item.is_far = post.is_flattened or above is None or above.number != post.parent.number
        above = post
        result.append(item)
    return result


def _drawn(room: Room, post: Post, *, seen: int | None, ruling: Any) -> Drawn:
    me, parent = room.standing.user_id, post.parent
    is_own = post.author_id is not None and post.author_id == me
    base = post.thread.address
    return Drawn(
        post=post,
        words=rules.may_see_words(room.standing.user, post, steers=room.steers),
        is_own=is_own,
        is_new=seen is not None and post.number > seen and not is_own,
        edits=is_own and post.hidden_at is None and post.deleted_at is None and is_open_for(room, post.thread),
        link=f"{base}wpis/{post.number}/",
        answers=name_of(parent.author) if parent is not None else "",
        answers_link=f"{base}wpis/{parent.number}/" if parent is not None else "",
        ruling=ruling,
        ground=GROUNDS.get(ruling.ground, "") if ruling else "",
    )


def is_open_for(room: Room, thread: Thread) -> bool:
    """Whether the reader may write in the thread."""
    return bool(rules.reply_verdict(thread, is_open=room.is_open))


def name_of(person: Any) -> str:
    """A name, or what stands for somebody who is gone."""
    return str(person) if person is not None else gettext("a former member")


def number_in(request: HttpRequest, name: str) -> int | None:
    """A post's number from the address; BadCursorError when it is none."""
    given = request.GET.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 6 or int(given) < 1:
        raise BadCursorError
    return int(given)
