"""Writing an event of a room: numbered without gaps, one at a time for each room (WS-11)."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from kit import clock
from meetings.enums import EventKind
from meetings.models import Meeting, RoomEvent


def numbers(meeting_id: int, count: int = 1) -> int:
    """Take `count` numbers of a room; gives the first. The meeting's row stays taken until the commit."""
    Meeting.objects.filter(pk=meeting_id).update(last_number=F("last_number") + count)
    return Meeting.objects.values_list("last_number", flat=True).get(pk=meeting_id) - count + 1


def alone(meeting_id: int) -> Meeting:
    """The meeting, its row held until the commit: acts of its room that have to follow one another."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


def write(meeting: Meeting, kind: EventKind, *, by: Any, values: dict[str, Any], key: str = "") -> RoomEvent:
    """Write one event, in the caller's transaction."""
    return RoomEvent.objects.create(
        meeting=meeting,
        number=numbers(meeting.pk),
        kind=kind,
        author=by,
        values=values,
        made_key=key,
        at=clock.now(),
    )
