"""The card of the start page: what waits for one's decision."""

from __future__ import annotations

from typing import Any

from kit.panels import DESK, Panel
from moderation import selectors


def desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """How many cases wait and the one that waits longest; None for the many who decide about nothing."""
    count = selectors.waiting_count(user)
    return {"count": count} if count else None


DESK.register("moderation", Panel(name="moderation", template="moderation/desk.html", values=desk, position=15))
