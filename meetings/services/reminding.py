"""Reminders by what people answered: who comes hears the day before, who is silent earlier, who declined nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit import clock
from meetings import guests, notices, selectors
from meetings.models import Meeting
from meetings.wording import when_and_where
from notifications.services import notify

FRESH = timedelta(hours=12)
"""People have just been told that it was planned."""


@dataclass(frozen=True)
class Reminder:
    """One reminder: how long before, whom, and which stamp says that it went out."""

    ahead: timedelta
    stamp: str
    kind: Any
    words: Promise
    people: Callable[[Meeting], list[Any]]
    not_nearer: timedelta = timedelta(0)
    """Nearer than this the next reminder says it."""


REMINDERS = (
    Reminder(
        timedelta(hours=1), "hour_reminded_at", notices.HOUR_BEFORE, _("Within an hour: %(title)s"),
        selectors.people_coming,
    ),
    Reminder(
        timedelta(days=1), "day_reminded_at", notices.DAY_BEFORE, _("Tomorrow or sooner: %(title)s"),
        selectors.people_coming, timedelta(hours=1),
    ),
    Reminder(
        timedelta(days=5), "silent_reminded_at", notices.SILENT, _("Will you come? %(title)s"),
        selectors.silent_people, timedelta(hours=3),
    ),
)  # fmt: skip


@transaction.atomic
def remind(*, now: datetime | None = None) -> int:
    """Send the reminders that are due, each once; gives the number of meetings reminded of."""
    now = now or clock.now()
    return sum(
        _remind_of(meeting, one, now)
        for one in REMINDERS
        for meeting in selectors.due_reminders(now, one.ahead).filter(**{one.stamp: None})
    )


def _remind_of(meeting: Meeting, one: Reminder, now: datetime) -> int:
    if not Meeting.objects.filter(pk=meeting.pk, **{one.stamp: None}).update(**{one.stamp: now}):
        return 0
    too_near = meeting.starts_at - now <= one.not_nearer
    just_planned = one.not_nearer and now - meeting.created_at < FRESH
    is_due = not (too_near or just_planned)
    people = one.people(meeting) if is_due else []
    if is_due and one.kind is notices.DAY_BEFORE:
        guests.tell(meeting.pk, "tomorrow")
    if people:
        notify(
            one.kind,
            to=people,
            about=meeting,
            title=str(one.words) % {"title": meeting.title},
            text=when_and_where(meeting),
            url=meeting.get_absolute_url(),
        )
    return int(bool(people))
