"""Doors after meetings: what is left of one, and its three questions."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, made, page, post, thing_at


@made
def meeting(world: Any) -> Any:
    """A meeting Ben and Ewa were at, with its envelope."""
    from datetime import timedelta

    from kit import clock
    from meetings import services as meetings
    from meetings.afterwards import services
    from meetings.models import Visit

    start = clock.now() - timedelta(hours=30)
    found = meetings.plan(
        by=world.fixture("ada"), edition=world.fixture("edition"), title="Spotkanie sieci", kind="working",
        mode="online", starts_at=start, ends_at=start + timedelta(hours=1),
        agenda=[{"title": "Rundka", "minutes": 10, "leader": ""}],
    )  # fmt: skip
    for name in ("ben", "ewa"):
        Visit.objects.create(
            meeting=found, user=world.fixture(name), process="p", joined_at=start, seen_at=start, left_at=found.ends_at
        )
    services.send_due()
    return found


def _link(world: Any) -> dict[str, Any]:
    from meetings.afterwards import links

    return {"token": links.token(world.fixture("ben").pk, meeting(world).pk)}


DOORS: list[Door] = [
    page("meeting_read", "after the meeting", "afterwards:page", thing_at(pk=meeting)),
    page("public", "questions of a letter", "afterwards:survey", _link, surface="mail"),
    post(
        "meeting_answer_link",
        "answer to questions of a letter",
        "afterwards:survey",
        _link,
        {"useful": "very", "voice": "enough", "words": ""},
    ),
]
