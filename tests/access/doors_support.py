"""Doors of school support: Hal's school, Sara's assignment, Dov's county."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kit import clock
from support import services
from support.models import Process
from tests.access.doors import Door, made, page, post, thing_at


@made
def opened(world: Any) -> Process:
    """A process the school has not agreed to yet."""
    world.fixture("sara")
    return services.open_process(
        by=world.fixture("dov"),
        institution=world.fixture("school"),
        title="Proces",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=240),
        duration="school_year",
    )


@made
def process(world: Any) -> Process:
    """A started process."""
    return services.agree(by=world.fixture("hal"), process=opened(world))


@made
def _need(world: Any) -> Any:
    return services.add_need(by=world.fixture("sara"), process=process(world), text="Ocenianie")


def _starting(world: Any) -> dict[str, Any]:
    return {
        "institution": world.fixture("school").pk,
        "title": "Drugi proces",
        "duration": "school_year",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + timedelta(days=240)).isoformat(),
    }


_at = thing_at(pk=process)
LOG = {"done_on": clock.today().isoformat(), "hours": "1", "act": "consultation", "text": "Rozmowa"}

DOORS: list[Door] = [
    page("signed_in", "processes", "support:list"),
    page("process_open_ask", "asks", "support:process_open"),
    post("process_open", "open", "support:process_open", None, _starting),
    page("process_read", "process page", "support:process", _at),
    post("process_agree", "agree", "support:process_agree", thing_at(pk=opened)),
    post("sore_name", "name", "support:sore_name", _at, lambda world: {"email": world.fixture("nina").email}),
    page("diagnosis_read", "diagnosis page", "support:diagnosis", _at),
    post("diagnosis_write", "diagnosis saved", "support:diagnosis", _at, {"version": 1, "area": "Obszar"}),
    post(
        "diagnosis_write",
        "need added",
        "support:need_add",
        _at,
        {"text": "Ocenianie", "direction": "towards", "priority": "middle"},
    ),
    post("diagnosis_write", "need dropped", "support:need_drop", thing_at(pk=process, need=_need)),
    post("diagnosis_write", "act written down", "support:log_entry", _at, LOG),
]
