"""Meetings for tests: one to come, one whose room is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock
from meetings import live, services
from meetings.enums import Kind, Mode
from tests.meetings.seated import ORIGIN

AGENDA = [
    {"title": "Rundka jednego zdania", "minutes": 10, "leader": ""},
    {"title": "Studium przypadku", "minutes": 25, "leader": "Ben Lis"},
    {"title": "Wnioski", "minutes": 15, "leader": ""},
]


@pytest.fixture
def plan(edition: Any, ada: Any) -> Any:
    """A maker of meetings planned by Ada: `plan(in_minutes=60, mode="online")`."""

    def make(**values: Any) -> Any:
        starts_at = clock.now() + timedelta(minutes=values.pop("in_minutes", 24 * 60))
        values = {
            "title": "Ułamki w ruchu",
            "kind": Kind.WORKING,
            "mode": Mode.ONLINE,
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=90),
        } | values
        return services.plan(
            by=values.pop("by", ada),
            edition=values.pop("edition", edition),
            agenda=values.pop("agenda", AGENDA),
            **values,
        )

    return make


@pytest.fixture
def meeting(plan: Any) -> Any:
    """A meeting tomorrow."""
    return plan()


@pytest.fixture
def open_meeting(plan: Any) -> Any:
    """A meeting whose room is open."""
    return plan(in_minutes=-5)


@pytest.fixture
async def hub(settings: Any) -> Any:
    settings.SOCKET_ORIGINS = [ORIGIN.decode()]
    here = live.rooms_here()
    here.grace = 0.05
    yield here
    await here.shut()
