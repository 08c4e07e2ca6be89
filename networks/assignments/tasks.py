"""What the worker does for tasks."""

from __future__ import annotations

from datetime import timedelta

from kit import later
from networks.assignments import services


@later.task("assignments.remind", every=timedelta(hours=1))
def remind(**_newer: object) -> None:
    """Remind of tasks; a second run reminds nobody again."""
    services.remind()
