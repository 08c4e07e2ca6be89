"""After a meeting its questions wait on the start page."""

from __future__ import annotations

from typing import Any

from kit import clock
from kit.panels import DESK, Panel
from meetings.afterwards import links, selectors


def waiting_on_desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """Meetings whose questions wait for the person; nothing when there are none."""
    rows = [(one, links.path(user.pk, one.meeting_id)) for one in selectors.waiting_for(user, clock.now())[:3]]
    return {"rows": rows} if rows else None


DESK.register(
    "afterwards.waiting",
    Panel(name="afterwards.waiting", template="afterwards/desk.html", values=waiting_on_desk, position=7),
)
