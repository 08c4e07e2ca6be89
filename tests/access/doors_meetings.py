"""Doors of meetings."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def _meeting(world: Any) -> Any:
    from datetime import timedelta

    from kit import clock
    from meetings import services

    starts_at = clock.now() + timedelta(minutes=5)
    return services.plan(
        by=world.fixture("ada"),
        edition=world.fixture("edition"),
        title="Spotkanie sieci",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )


def _under(ending: str) -> Any:
    return lambda world, client: client.get(f"/spotkania/{_meeting(world).pk}/{ending}")


def _room_socket(world: Any, client: Any) -> Any:
    """What the socket's own check answers to this person."""
    from django.contrib.auth import get_user

    from kit.verdicts import NotThere, Refused
    from meetings import selectors

    meeting = _meeting(world)
    user = get_user(client)
    if not user.is_authenticated:
        return 401
    try:
        selectors.pass_for(user, meeting.pk)
    except NotThere:
        return 4404
    except Refused:
        return 4403
    return 200


DOORS: list[Door] = [
    Door(row="meeting_read", name="meeting page", surface="page", opens=_under("")),
    Door(row="meeting_read", name="calendar file", surface="file", opens=_under("kalendarz.ics")),
    Door(row="meeting_join", name="room page", surface="page", opens=_under("pokoj/")),
    Door(row="meeting_join", name="room socket", surface="socket", opens=_room_socket),
    Door(row="meeting_host", name="change", surface="page", opens=_under("zmiana/")),
    Door(row="meeting_host", name="cancel", surface="page", opens=_under("odwolanie/")),
    Door(
        row="meeting_host",
        name="plan",
        surface="page",
        opens=lambda world, client: client.get(f"/sieci/{world.fixture('network').slug}/spotkania/nowe/"),
    ),
]
