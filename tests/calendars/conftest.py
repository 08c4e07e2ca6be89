"""Meetings on calendars."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock


@pytest.fixture
def plan(ada: Any, edition: Any) -> Any:
    from meetings import services

    def make(by: Any = None, edition: Any = edition, days: int = 3, **values: Any) -> Any:
        starts_at = values.pop("starts_at", None) or clock.now().replace(microsecond=0) + timedelta(days=days)
        given = {"title": "Ułamki w ruchu", "kind": "working", "mode": "online"} | values
        ends_at = starts_at + timedelta(minutes=90)
        return services.plan(by=by or ada, edition=edition, agenda=[], starts_at=starts_at, ends_at=ends_at, **given)

    return make


FIELDS = ("title", "kind", "mode", "place", "outside_link", "description", "starts_at", "ends_at")


@pytest.fixture
def move(ada: Any) -> Any:
    from meetings import services

    def make(meeting: Any, **changes: Any) -> Any:
        values = {name: getattr(meeting, name) for name in FIELDS} | changes
        return services.change(by=ada, meeting=meeting, version=meeting.version, agenda=[], **values)

    return make
