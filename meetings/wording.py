"""Words about a meeting that several places say alike."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from meetings.models import Meeting


def when_and_where(meeting: Meeting) -> str:
    """The time and place in one line, for notices."""
    begin, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    words = [f"{date_format(begin, 'l, j E Y')}, {begin:%H:%M}–{end:%H:%M}", str(meeting.get_mode_display())]
    if meeting.place:
        words.append(meeting.place)
    return " · ".join(words)
