"""A meeting as an entry of a calendar: moments in UTC, one lasting identity, a number that grows with each change."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kit import ical
from kit.html import text_of
from meetings import rules
from meetings.enums import Coming
from meetings.models import Meeting
from meetings.states import MeetingState
from notifications.registry import REPLIES
from notifications.replying import tokens

PARTSTATS: dict[str, str] = {Coming.YES: "ACCEPTED", Coming.MAYBE: "TENTATIVE", Coming.NO: "DECLINED"}
"""Answers as calendars write them (RFC 5545, 3.2.12)."""


def ical_entry(meeting: Meeting) -> ical.Entry:
    """The meeting for a calendar; `edition.network` is read."""
    address = settings.BASE_URL + meeting.get_absolute_url()
    lines = [
        str(meeting.edition.network), text_of(meeting.description), meeting.travel, meeting.outside_link, address
    ]  # fmt: skip
    return ical.Entry(
        uid=ical.uid("spotkanie", meeting.pk),
        title=meeting.title,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed_at=meeting.changed_at,
        sequence=meeting.version - 1,
        url=address,
        place=meeting.place or _("Splot, the meeting's room"),
        text="\n\n".join(line for line in lines if line),
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def dated(user: Any, start: datetime, end: datetime) -> list[ical.Dated]:
    """The person's meetings between two moments, for calendars; one query."""
    meetings = (
        rules.readable_meetings(user)
        .filter(starts_at__lt=end, ends_at__gt=start)
        .select_related("edition__network")
        .order_by("starts_at")[:500]
    )
    return [
        ical.Dated(
            entry=ical_entry(meeting),
            path=meeting.get_absolute_url(),
            icon="users",
            sort=_("meeting"),
            place=f"network-{meeting.edition.network_id}",
            place_label=str(meeting.edition.network),
        )
        for meeting in meetings
    ]


ical.source("meetings", dated)


def entry(meeting: Meeting) -> bytes:
    """The calendar file of one meeting; opened again after a change it replaces the former entry."""
    return ical.calendar([ical_entry(meeting)])


def invitation(meeting: Meeting, user: Any) -> tuple[str, bytes]:
    """(method, file) for a letter to one invited person: a request, or the cancellation.

    Its organizer is the address at which this person's answer from a calendar is read, where letters are read at all.
    """
    coming = meeting.answers.filter(user=user).values_list("coming", flat=True).first()
    return ical.invitation(
        ical_entry(meeting),
        name=user.get_full_name(),
        email=user.email,
        replies_to=tokens.address(user.pk, REPLIES["meeting"], meeting),
        partstat=PARTSTATS.get(coming or "", ""),
    )
