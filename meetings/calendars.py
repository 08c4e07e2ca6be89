"""A meeting as an entry of a calendar (RFC 5545): moments in UTC, one lasting identity."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from kit.html import text_of
from meetings.models import Meeting
from meetings.states import MeetingState


def entry(meeting: Meeting) -> bytes:
    """The calendar file of one meeting; opened again after a change it replaces the former entry."""
    calendar = Calendar()
    calendar.add("prodid", "-//Splot//Spotkania//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"spotkanie-{meeting.pk}@{settings.BASE_URL.split('://', 1)[1].split(':')[0]}")
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.version - 1)
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    address = settings.BASE_URL + meeting.get_absolute_url()
    event.add("url", address)
    event.add("location", meeting.place or _("Splot, the meeting's room"))
    lines = [str(meeting.edition.network), text_of(meeting.description), meeting.outside_link, address]
    event.add("description", "\n\n".join(line for line in lines if line))
    calendar.add_component(event)
    return calendar.to_ical()
