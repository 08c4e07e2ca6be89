"""Date polls on the start page: what waits for an answer."""

from __future__ import annotations

from typing import Any

from kit.panels import DESK, Panel
from meetings.datepolls import selectors


def waiting_on_desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """Polls in which the person left a moment unanswered; nothing when there are none."""
    polls = list(selectors.waiting_for(user)[:5])
    return {"polls": polls} if polls else None


DESK.register(
    "datepolls.waiting",
    Panel(name="datepolls.waiting", template="datepolls/desk.html", values=waiting_on_desk, position=5),
)
