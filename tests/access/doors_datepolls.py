"""Doors of date polls: reading, answering, and what only the coordinator does."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from tests.access.doors import Door, made, network_at, page, post, thing_at


def _at(days: int) -> datetime:
    from django.utils import timezone

    from kit import clock

    return timezone.make_aware(datetime.combine(clock.today() + timedelta(days=days), time(16)))


@made
def poll(world: Any) -> Any:
    """A poll of Ada's network that asks."""
    from kit import clock
    from meetings.datepolls import services

    return services.ask(
        by=world.fixture("ada"),
        edition=world.fixture("edition"),
        title="Kiedy się spotkamy?",
        minutes=90,
        mode="online",
        kind="working",
        until_on=clock.today() + timedelta(days=5),
        moments=[_at(10), _at(11)],
    )


def _first(world: Any) -> int:
    return int(poll(world).moments.first().pk)


def _sent(_world: Any) -> dict[str, Any]:
    day = _at(9).date()
    return {
        "title": "Termin", "agenda": "robocze", "minutes": "90", "mode": "online",
        "until_on": (day - timedelta(days=3)).isoformat(), "terminy-TOTAL_FORMS": "2", "terminy-INITIAL_FORMS": "0",
        "terminy-0-day": day.isoformat(), "terminy-0-begins": "16:00",
        "terminy-1-day": day.isoformat(), "terminy-1-begins": "17:00",
    }  # fmt: skip


_one = thing_at(pk=poll)

DOORS: list[Door] = [
    page("meeting_read", "date poll", "datepolls:poll", _one),
    post("meeting_answer", "answer a date poll", "datepolls:poll", _one, lambda w: {"tap": f"{_first(w)}:yes"}),
    page("meeting_host", "ask for a date: form", "datepolls:ask", network_at()),
    post("meeting_host", "ask for a date", "datepolls:ask", network_at(), _sent),
    post("meeting_host", "choose a date", "datepolls:close", _one, lambda w: {"moment": _first(w)}),
    post("meeting_host", "remind the silent", "datepolls:remind", _one),
    post(
        "meeting_host",
        "change a date poll",
        "datepolls:change",
        _one,
        lambda w: {"until_on": (_at(6).date()).isoformat()},
    ),
    post("meeting_host", "withdraw a date poll", "datepolls:withdraw", _one),
]
