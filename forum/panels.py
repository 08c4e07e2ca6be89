"""The forum's tab, and its cards on the start pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum import seen, selectors
from forum.models import Thread
from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab

SHOWN = 5


@dataclass
class Unread:
    """A thread with something new."""

    thread: Thread
    count: int
    url: str


def _lines(user: Any, threads: list[Thread]) -> list[Unread]:
    marks = selectors.marks_of(user.pk, threads)
    lines = []
    for thread in threads:
        unread = selectors.unread_in(thread, marks.get(thread.pk), None)
        if unread:
            url = f"{thread.get_absolute_url()}wpis/{unread[0][0]}/"
            lines.append(Unread(thread=thread, count=seen.count(unread), url=url))
    return lines


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"unread": selectors.unread_threads(user)}


def desk(user: Any, _place: Any, _found: Found) -> dict[str, Any] | None:
    """Conversations with something new, in all the person's networks."""
    found = selectors.unread_threads(user).select_related("network", "section").order_by("-last_post_at", "-id")
    threads = list(found[: SHOWN + 1])
    lines = _lines(user, threads[:SHOWN])
    return {"threads": lines, "has_more": len(threads) > SHOWN} if lines else None


def space(user: Any, place: Any) -> dict[str, Any] | None:
    """The latest conversations of the network and whether something in them is new."""
    room = selectors.Room(user=user, network=place.edition.network, standing=place)
    page = selectors.threads_of(room)
    rows = sorted([*page.pinned, *page.rows], key=lambda row: row.thread.last_post_at, reverse=True)
    return {"rows": rows[:SHOWN], "network": room.network, "is_open": room.is_open}


def _url(network: Any) -> str:
    return reverse("forum:list", kwargs={"slug": network.slug})


TABS.register("forum", Tab(name="forum", label=_("Forum"), icon="messages-square", url=_url, position=30))
DESK.register("forum", Panel(name="forum", template="forum/desk.html", values=desk, position=40, asks=_asks))
SPACE.register("forum", Panel(name="forum", template="forum/space.html", values=space, position=40))
