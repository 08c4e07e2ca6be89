"""What meetings add to the weekly letter: invitations without an answer, and the meetings of the next days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kit import clock
from meetings import rules
from meetings.models import Answer, Meeting
from meetings.states import MeetingState
from meetings.wording import when_and_where
from notifications.registry import Line, section

ASKED_AHEAD = timedelta(days=35)
"""A letter asks who comes to a meeting within this time; before, asking each week would only nag."""


def _mine(user: Any) -> QuerySet[Meeting]:
    return rules.readable_meetings(user).filter(state=MeetingState.PLANNED).select_related("edition__network")


def waits(user: Any) -> list[Line]:
    """Meetings of the next weeks for which the person has not said yet whether they come."""
    now = clock.now()
    answered = Answer.objects.filter(user=user).values("meeting")
    meetings = (
        _mine(user)
        .filter(starts_at__gt=now, starts_at__lt=now + ASKED_AHEAD, edition__is_current=True)
        .exclude(pk__in=answered)
    )
    return [
        Line(
            text=_("Will you come? %(title)s") % {"title": meeting.title},
            url=meeting.get_absolute_url(),
            note=f"{meeting.edition.network} · {when_and_where(meeting)}",
            at=meeting.starts_at,
        )
        for meeting in meetings.order_by("starts_at")[:20]
    ]


def coming(user: Any, start: datetime, end: datetime) -> list[Line]:
    """The person's meetings between two moments."""
    meetings = _mine(user).filter(starts_at__gte=start, starts_at__lt=end).order_by("starts_at")[:30]
    return [
        Line(
            text=meeting.title,
            url=meeting.get_absolute_url(),
            note=f"{meeting.edition.network} · {when_and_where(meeting)}",
            at=meeting.starts_at,
        )
        for meeting in meetings
    ]


section("meetings", waits=waits, coming=coming, covers=("meetings.planned",))
