"""Kinds of notices about meetings. Only a change of a meeting is mailed at once, with an entry for calendars."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings import calendars, rules
from notifications.registry import INBOX, LETTER, MAIL, Attachment, kind


def _reads(user: Any, meeting: Any) -> bool:
    return bool(rules.may_read(user, meeting))


def _begins(meeting: Any) -> datetime:
    return meeting.starts_at


def _for_calendars(user: Any, meeting: Any) -> list[Attachment]:
    """The meeting as a request, or its cancellation, for the reader's calendar (RFC 5546)."""
    method, content = calendars.invitation(meeting, user)
    return [Attachment("spotkanie.ics", content, f"text/calendar; charset=utf-8; method={method}")]


_COMMON: dict[str, Any] = {
    "reads": _reads,
    "among": rules.readable_meetings,
    "moment": _begins,
    "attach": _for_calendars,
}

PLANNED = kind("meetings.planned", _("a new meeting in my network"), level=LETTER, **_COMMON)
CHANGED = kind("meetings.changed", _("a change of a meeting's date or place"), level=MAIL, stands_out=True, **_COMMON)
CANCELLED = kind("meetings.cancelled", _("a meeting cancelled"), level=MAIL, stands_out=True, **_COMMON)
DAY_BEFORE = kind("meetings.day_before", _("a reminder a day before a meeting"), level=INBOX, **_COMMON)
HOUR_BEFORE = kind(
    "meetings.hour_before",
    _("a reminder an hour before a meeting"),
    level=INBOX,
    reads=_reads,
    among=rules.readable_meetings,
    moment=_begins,
)
