"""The forum's tab, and its cards on the start pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import selectors
from forum.models import Thread
from kit.panels import DESK, SPACE, TABS, Panel, Tab

SHOWN = 5


@dataclass
class Unread:
    """A thread with something new."""

    thread: Thread
    count: int
    url: str


def _lines(user: Any, threads: list[Thread]) -> list[Unread]:
    marks = selectors.marks_of(user.pk, threads)
    return [
        Unread(
            thread=thread,
            count=thread.last_number - (marks[thread.pk].last_number if thread.pk in marks else 0),
            url=f"{thread.get_absolute_url()}wpis/{(marks[thread.pk].last_number if thread.pk in marks else 0) + 1}/",
        )
        for thread in threads
    ]


def desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """Conversations with something new, in all the person's networks; None when there are none."""
    found = selectors.unread_threads(user).select_related("network").order_by("-last_post_at", "-id")
    threads = list(found[: SHOWN + 1])
    if not threads:
        return None
    return {"threads": _lines(user, threads[:SHOWN]), "has_more": len(threads) > SHOWN}


def space(user: Any, place: Any) -> dict[str, Any] | None:
    """The latest conversations of the network and whether something in them is new."""
    room = selectors.Room(network=place.edition.network, standing=place)
    page = selectors.threads_of(room)
    rows = sorted([*page.pinned, *page.rows], key=lambda row: row.thread.last_post_at, reverse=True)
    return {"rows": rows[:SHOWN], "network": room.network, "is_open": room.is_open}


def _url(network: Any) -> str:
    return reverse("forum:list", kwargs={"slug": network.slug})


TABS.register("forum", Tab(name="forum", label=_("Forum"), icon="messages-square", url=_url, position=30))
DESK.register("forum", Panel(name="forum", template="forum/desk.html", values=desk, position=40))
SPACE.register("forum", Panel(name="forum", template="forum/space.html", values=space, position=40))
