"""What school support hangs into the start page."""

from __future__ import annotations

from typing import Any

from kit.panels import DESK, Panel
from support import rules, services
from support.states import State


def waiting(user: Any, _place: Any) -> dict[str, Any] | None:
    """Processes that wait for an act of this person: an approval, or the next step of a stage."""
    processes = list(
        rules.visible_processes(user).exclude(state=State.CLOSED).select_related("institution__county")[:6]
    )
    rows = [
        {
            "process": process,
            "agrees": bool(rules.may_agree(user, process)),
            "writes": bool(rules.may_write(user, process)),
        }
        for process in processes
    ]
    rows = [row for row in rows if row["agrees"] or row["writes"]]
    for row in rows:
        row["missing"] = services.missing(row["process"]) if row["writes"] else []
    return {"rows": rows} if rows else None


DESK.register("support.waiting", Panel("support.waiting", "support/partials/desk_waiting.html", waiting, position=40))
