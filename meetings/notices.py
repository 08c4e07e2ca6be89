"""Kinds of notices about meetings. Changes are mailed at once, with an entry for calendars.

An invitation comes with the weekly letter, or at once to whoever chose so, then with the entry too: mailed to everybody
at once, three networks with five meetings each would make a year of 61 letters (tests/notifications/test_year.py).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings import answer_links, calendars, rules
from meetings.enums import Coming
from notifications.registry import INBOX, LETTER, MAIL, Attachment, Link, kind


def _reads(user: Any, meeting: Any) -> bool:
    return bool(rules.may_read(user, meeting))


def _begins(meeting: Any) -> datetime:
    return meeting.starts_at


def _for_calendars(user: Any, meeting: Any) -> list[Attachment]:
    """The meeting as a request, or its cancellation, for the reader's calendar (RFC 5546)."""
    method, content = calendars.invitation(meeting, user)
    return [Attachment("spotkanie.ics", content, f"text/calendar; charset=utf-8; method={method}")]


def _answers(user: Any, meeting: Any) -> list[Link]:
    """Three links, one for each answer, while there is anything to answer."""
    if not rules.may_answer(user, meeting):
        return []
    return [Link(one.label, answer_links.link(user.pk, meeting.pk, one.value)) for one in Coming]


_COMMON: dict[str, Any] = {"reads": _reads, "among": rules.readable_meetings, "moment": _begins}
_INVITING: dict[str, Any] = _COMMON | {"attach": _for_calendars, "links": _answers}

PLANNED = kind("meetings.planned", _("an invitation to a meeting of my network"), level=LETTER, asks=True, **_INVITING)
CHANGED = kind("meetings.changed", _("a change of a meeting's date or place"), level=MAIL, stands_out=True, **_INVITING)
CANCELLED = kind(
    "meetings.cancelled", _("a meeting cancelled"), level=MAIL, stands_out=True, attach=_for_calendars, **_COMMON
)
SILENT = kind(
    "meetings.silent", _("a reminder that a meeting waits for my answer"), level=LETTER, asks=True, **_INVITING
)
PLACE = kind("meetings.place", _("a free place at a meeting I waited for"), level=MAIL, **_INVITING)
MINUTES = kind("meetings.minutes", _("minutes of a meeting"), level=LETTER, reads=_reads, among=rules.readable_meetings)
REMARK = kind("meetings.remark", _("what to put right in minutes"), level=LETTER, asks=True, reads=_reads)
BEFORE = kind(
    "meetings.before",
    _("a week before a meeting: how to prepare"),
    level=MAIL,
    reads=_reads,
    moment=_begins,
    links=_answers,
)
DAY_BEFORE = kind(
    "meetings.day_before", _("a reminder a day before a meeting"), level=INBOX, attach=_for_calendars, **_COMMON
)
HOUR_BEFORE = kind("meetings.hour_before", _("a reminder an hour before a meeting"), level=INBOX, **_COMMON)
CONSENT_WITHDRAWN = kind(
    "meetings.consent_withdrawn",
    _("a consent to a recording that was withdrawn"),
    level=MAIL,
    stands_out=True,
    reads=_reads,
)
