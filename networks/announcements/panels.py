"""Where announcements show: on the network's start page, and unread important ones on one's own."""

from __future__ import annotations

from typing import Any

from kit.panels import DESK, SPACE, Panel
from networks.announcements import rules, selectors


def in_space(_user: Any, standing: Any) -> dict[str, Any] | None:
    """The latest in force; whoever may announce sees the way to a new one even when there is none."""
    shown, may_announce = selectors.shown_in(standing), rules.may_announce_as(standing)
    return {"announcements": shown, "may_announce": may_announce} if shown or may_announce else None


def on_desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """Important ones the person has not read."""
    shown = selectors.unread_of(user)
    return {"announcements": shown} if shown else None


SPACE.register("announcements", Panel("announcements", "announcements/panels/space.html", in_space, position=3))
DESK.register("announcements", Panel("announcements", "announcements/panels/desk.html", on_desk, position=8))
