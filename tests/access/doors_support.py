"""Doors of school support: Hal's school, Sara's assignment, Dov's county."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kit import clock
from support import services
from support.models import Process
from tests.access.doors import Door


def process(world: Any) -> Process:
    """A started process, made once for a test."""
    found = Process.objects.first()
    if found is not None:
        return found
    made = services.open_process(
        by=world.fixture("dov"),
        institution=world.fixture("school"),
        title="Proces",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=240),
        duration="school_year",
    )
    world.fixture("sara")
    return services.agree(by=world.fixture("hal"), process=made)


def address(world: Any, rest: str = "") -> str:
    return f"/wspomaganie/{process(world).pk}/{rest}"


DOORS = [
    Door("process_read", "process page", "page", lambda world, client: client.get(address(world))),
    Door("diagnosis_read", "diagnosis page", "page", lambda world, client: client.get(address(world, "diagnoza/"))),
    Door(
        "diagnosis_write",
        "diagnosis saved",
        "page",
        lambda world, client: written(world, client),
    ),
]


def written(world: Any, client: Any) -> Any:
    """Save a diagnosis; what is refused on a page the reader may see reads F."""
    from support.models import Diagnosis

    answer = client.post(address(world, "diagnoza/"), {"version": 1, "area": "Obszar"})
    if answer.status_code == 422:
        assert not Diagnosis.objects.filter(area="Obszar").exists()
        return 403
    return answer
