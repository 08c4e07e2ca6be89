"""Date polls for tests."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kit import clock
from meetings.datepolls import services


def at(days: int, hour: int = 16) -> datetime:
    """A moment so many days on."""
    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), time(hour)))


@pytest.fixture
def ask(edition: Any, ada: Any) -> Any:
    """A maker of polls asked by Ada: `ask(moments=[...])`."""

    def make(**values: Any) -> Any:
        values = {
            "title": "Ułamki w ruchu",
            "minutes": 90,
            "mode": "online",
            "kind": "working",
            "agenda": "robocze-online",
            "until_on": clock.today() + timedelta(days=5),
            "moments": [at(10), at(11), at(12)],
        } | values
        return services.ask(by=values.pop("by", ada), edition=values.pop("edition", edition), **values)

    return make


@pytest.fixture
def poll(ask: Any) -> Any:
    """A poll with three moments."""
    return ask()


@pytest.fixture
def moments(poll: Any) -> list[Any]:
    """Its moments, in order."""
    return list(poll.moments.all())
