"""Doors of minutes, of preparing for a meeting, and of a network's progress."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.access.doors import Door


def _meeting(world: Any, *, published: bool = False) -> Any:
    from kit import clock
    from meetings import services

    ada, starts_at = world.fixture("ada"), clock.now() - timedelta(minutes=30)
    meeting = services.plan(
        by=ada,
        edition=world.fixture("edition"),
        title="Spotkanie sieci",
        kind="working",
        mode="online",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )
    services.save_minutes(by=ada, meeting=meeting, version=1, summary="Krótko", texts=[], questions="", decisions=[])
    if published:
        services.publish_minutes(by=ada, meeting=meeting)
    return meeting


def _under(ending: str, *, published: bool = False) -> Any:
    return lambda world, client: client.get(f"/spotkania/{_meeting(world, published=published).pk}/{ending}")


def _file(world: Any, client: Any) -> Any:
    """A file of a draft of minutes."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from meetings import services

    meeting, ada = _meeting(world), world.fixture("ada")
    upload = SimpleUploadedFile("tablica.txt", b"Tablica")
    draft = services.take_in(by=ada, edition=meeting.edition, upload=upload)
    minutes, _numbers = services.save_minutes(
        by=ada, meeting=meeting, version=2, summary="Krótko", texts=[], questions="", decisions=[], drafts=[draft]
    )
    return client.get(minutes.files.get().address)


DOORS: list[Door] = [
    Door(row="minutes_read", name="published minutes", surface="page", opens=_under("notatka/", published=True)),
    Door(row="minutes_draft_read", name="draft of minutes", surface="page", opens=_under("notatka/")),
    Door(row="minutes_draft_read", name="file of a draft of minutes", surface="file", opens=_file),
    Door(row="minutes_write", name="writing minutes", surface="page", opens=_under("notatka/pisanie/")),
    Door(row="before_read", name="before the meeting", surface="page", opens=_under("przed/")),
    Door(
        row="progress_read",
        name="progress",
        surface="page",
        opens=lambda world, client: client.get(f"/sieci/{world.fixture('network').slug}/postepy/"),
    ),
]
