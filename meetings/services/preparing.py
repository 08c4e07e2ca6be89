"""A week before: one letter to each member with what was promised, what to read and what to bring (D57–D59)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from meetings import notices, selectors
from meetings.models import Meeting
from meetings.wording import when_and_where
from notifications.services import notify

AHEAD = timedelta(days=7)
TOO_LATE = timedelta(hours=30)
"""Nearer than this the reminder of the day before says it all."""
AFTER_NEWS = timedelta(hours=12)
"""People have just been told that it was planned."""


def prepare(*, now: datetime | None = None) -> int:
    """Send the letters of meetings a week ahead or nearer, each meeting once; gives the number of meetings."""
    now = now or clock.now()
    count = 0
    for meeting in selectors.due_reminders(now, AHEAD).filter(
        week_reminded_at=None, created_at__lte=now - AFTER_NEWS, starts_at__gt=now + TOO_LATE
    ):
        count += _prepare_for(meeting, now)
    return count


@transaction.atomic
def _prepare_for(meeting: Meeting, now: datetime) -> int:
    if not Meeting.objects.filter(pk=meeting.pk, week_reminded_at=None).update(week_reminded_at=now):
        return 0
    people = selectors.reminded_people(meeting)
    promises = selectors.promises_of(meeting, people)
    for person in people:
        notify(
            notices.BEFORE,
            to=[person],
            about=meeting,
            title=_("Before the meeting: %(title)s") % {"title": meeting.title},
            text=letter(meeting, person, promises.get(person.pk, [])),
            url=meeting.before_url,
        )
    return 1


def letter(meeting: Meeting, person: Any, promised: list[Any]) -> str:
    """The words of one person's letter: the same that stands on the page, in plain lines."""
    lines = [when_and_where(meeting)]
    if meeting.travel:
        lines.append(_("How to get there: %(words)s") % {"words": meeting.travel})
    if promised:
        words = ngettext("You promised %(count)d thing:", "You promised %(count)d things:", len(promised))
        lines.append(words % {"count": len(promised)})
        lines += [
            f"– {one.task.title} ({date_format(timezone.localtime(one.task.due_at), 'j E')})" for one in promised[:10]
        ]
    materials = selectors.materials_for(person, meeting)
    if materials:
        lines.append(_("To read before:"))
        lines += [f"– {one.title}" for one in materials]
    if meeting.bring:
        lines.append(_("To bring: %(what)s") % {"what": meeting.bring})
    return "\n".join(lines)
