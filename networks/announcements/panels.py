"""Where announcements show: on the network's start page, and unread important ones on one's own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kit.panels import DESK, SPACE, Found, Panel
from networks.announcements import rules, selectors


def in_space(_user: Any, standing: Any) -> dict[str, Any] | None:
    """The latest in force; whoever may announce sees the way to a new one even when there is none."""
    shown, may_announce = selectors.shown_in(standing), rules.may_announce_as(standing)
    return {"announcements": shown, "may_announce": may_announce} if shown or may_announce else None


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"unread": selectors.unread_of(user)}


def on_desk(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """Important ones the person has not read."""
    return {"announcements": selectors.unread_of(user)[: selectors.ON_A_PANEL]}


SPACE.register("announcements", Panel("announcements", "announcements/panels/space.html", in_space, position=3))
DESK.register("announcements", Panel("announcements", "announcements/panels/desk.html", on_desk, 8, _asks))
