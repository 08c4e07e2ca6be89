"""Meetings on the timeline of the network's year, and when a meeting made from a point of the plan is finished."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kit import clock
from meetings.models import Meeting
from meetings.states import DONE, MeetingState
from networks.planning.registry import FINISHED, MARKS, Mark


def marks(edition: Any, _user: Any) -> list[Mark]:
    """Meetings of the year; every member may read them. One query."""
    now = clock.now()
    return [
        Mark(
            title=meeting.title,
            on=timezone.localdate(meeting.starts_at),
            url=meeting.get_absolute_url(),
            label=_("meeting"),
            icon="calendar-days",
            state=_state(meeting, now),
            note=date_format(timezone.localtime(meeting.starts_at), "j E Y, H:i"),
        )
        for meeting in Meeting.objects.filter(edition=edition)
    ]


def _state(meeting: Meeting, now: Any) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return "off"
    if meeting.state in DONE:
        return "held"
    return "due" if meeting.starts_at <= now else "ahead"


def held(pks: Iterable[int]) -> set[int]:
    """Which of these meetings were held."""
    return set(Meeting.objects.filter(pk__in=list(pks), state__in=DONE).values_list("pk", flat=True))


MARKS.register("meetings", marks)
FINISHED.register("meeting", held)
