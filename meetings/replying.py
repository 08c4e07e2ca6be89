"""Answers to invitations that calendars send by mail (METHOD:REPLY, RFC 5546), read from the mailbox."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar

from kit import ical
from kit.verdicts import Refused
from meetings import calendars, selectors, services
from meetings.models import Meeting
from notifications.enums import Received
from notifications.registry import REPLIES, Replies, Taken

_ANSWERS = {partstat: coming for coming, partstat in calendars.PARTSTATS.items()}
_STUMBLES = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError)
"""What the library raises over files that were made to make it stumble."""


def _find(number: int) -> Meeting | None:
    return Meeting.objects.select_related("edition__network").filter(pk=number).first()


def take(*, by: Any, thing: Meeting, text: str, key: uuid.UUID) -> Taken:
    """Words are not read as an answer: nobody should come, or stay away, by a guess of ours."""
    meeting = selectors.meeting_for(by, thing.pk)
    words = _("Words are not read here. Answer with a link of the invitation, or on the meeting's page.")
    return Taken(Received.REFUSED, words, meeting.get_absolute_url())


def take_calendar(*, by: Any, thing: Meeting, calendar: bytes, email: str) -> Taken:
    """Keep the answer of the calendar of `by`, as if it were given on the meeting's page.

    Raises NotThere and Refused as `services.answer` does, and Refused for a file that is not this person's answer to
    this meeting as it stands now.
    """
    meeting = selectors.meeting_for(by, thing.pk)
    coming = _answer_in(calendar, meeting, email)
    services.answer(by=by, meeting=meeting, coming=coming)
    return Taken(Received.PUBLISHED, "", meeting.get_absolute_url(), is_told=False)


def _answer_in(raw: bytes, meeting: Meeting, email: str) -> str:
    wrong = Refused(_("The calendar's answer cannot be read. Answer on the meeting's page."))
    try:
        event = Calendar.from_ical(raw, multiple=False).walk("VEVENT")[0]
        told = event.get("ATTENDEE")
        attendees = told if isinstance(told, list) else [told]
        mine = [one for one in attendees if str(one).lower().removeprefix("mailto:").strip() == email]
        partstat = str(mine[0].params.get("PARTSTAT", "")).upper()
        number, begins = str(event["UID"]), event.decoded("DTSTART", None)
    except _STUMBLES as stumbled:
        raise wrong from stumbled
    if number != ical.uid("spotkanie", meeting.pk) or partstat not in _ANSWERS:
        raise wrong
    if begins is not None and not _is_now(begins, meeting):
        raise Refused(_("The meeting has been moved since this invitation. Answer the newer one."))
    return _ANSWERS[partstat]


def _is_now(begins: datetime | date, meeting: Meeting) -> bool:
    """Whether the answer is about the meeting's present time; a moment without a zone is read as UTC."""
    if not isinstance(begins, datetime):
        return False
    aware = begins if begins.tzinfo else begins.replace(tzinfo=UTC)
    return aware == meeting.starts_at.replace(microsecond=0)


REPLIES.register(
    "meeting",
    Replies(
        name="meeting",
        of=lambda meetings: meetings[-1],
        scope=lambda meeting: meeting.edition_id,
        find=_find,
        take=take,
        take_calendar=take_calendar,
    ),
)
