"""What school support hangs into the start page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kit.panels import DESK, Found, Panel
from support import gates, rules, services

SHOWN = 6


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"waiting": rules.waiting_processes(user)}


def waiting(user: Any, _place: Any, _found: Found) -> dict[str, Any]:
    """Processes that wait for an act of this person: an approval, or the next step of a stage."""
    processes = gates.with_gate(rules.waiting_processes(user)).select_related("institution__county")
    shown = list(processes.order_by("-starts_on", "-pk")[:SHOWN])
    rows = [
        {"process": one, "agrees": one.agrees or one.adopts, "missing": services.missing(one) if one.writes else []}
        for one in shown
    ]
    return {"rows": rows, "writes": any(one.writes for one in shown)}


DESK.register("support.waiting", Panel("support.waiting", "support/partials/desk_waiting.html", waiting, 40, _asks))
