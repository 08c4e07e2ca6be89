"""Entries of calendars (RFC 5545) and letters about them (RFC 5546): moments in UTC, lasting identities.

An entry keeps its `uid` for life and its `sequence` only grows, so that a calendar replaces the former entry; what is
called off stays in a feed as CANCELLED, because a calendar may never learn of what merely vanished.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from icalendar import Calendar, Event, vCalAddress, vText
from icalendar.prop import vDDDTypes

from kit.registry import Registry

PRODUCT = "-//Splot//Splot//PL"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True)
class Entry:
    """One entry. `starts` and `ends` are aware moments, or days (the last one included) for what lasts whole days."""

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    changed_at: datetime
    sequence: int = 0
    url: str = ""
    place: str = ""
    text: str = ""
    is_cancelled: bool = False
    is_busy: bool = True


def uid(kind: str, number: int) -> str:
    """The lasting identity of a thing in calendars."""
    return f"{kind}-{number}@{urlsplit(settings.BASE_URL).hostname}"


def plain(text: str) -> str:
    """Text without control marks, which no calendar may hold; lines stay lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"})


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def calendar(entries: Iterable[Entry], *, method: str = PUBLISH, name: str = "") -> bytes:
    """A calendar of these entries."""
    whole = _empty(method)
    if name:
        whole.add("x-wr-calname", one_line(name))
        whole.add("name", one_line(name))
        whole.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
        whole.add("x-published-ttl", "PT4H")
    for entry in entries:
        whole.add_component(_event(entry))
    return whole.to_ical()


def invitation(entry: Entry, *, name: str, email: str, replies_to: str = "", partstat: str = "") -> tuple[str, bytes]:
    """(method, calendar) of an entry for one invited person: a REQUEST, or a CANCEL once it is called off.

    `replies_to` is the address at which the platform reads calendars' replies; without one it asks for none.
    `partstat` is the answer given already (RFC 5545: ACCEPTED, TENTATIVE, DECLINED).
    """
    method = CANCEL if entry.is_cancelled else REQUEST
    whole = _empty(method)
    event = _event(entry)
    ours = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
    organizer = vCalAddress(f"mailto:{replies_to or ours}")
    organizer.params["cn"] = vText("Splot")
    event.add("organizer", organizer)
    guest = vCalAddress(f"mailto:{email}")
    guest.params["cn"] = vText(one_line(name).replace('"', "'"))
    guest.params["role"] = vText("REQ-PARTICIPANT")
    if method == REQUEST:
        guest.params["partstat"] = vText(partstat or "NEEDS-ACTION")
        # Where nobody reads replies, a reply to our sender's address must not be asked for.
        guest.params["rsvp"] = vText("TRUE" if replies_to else "FALSE")
    event.add("attendee", guest, encode=0)
    whole.add_component(event)
    return method, whole.to_ical()


def _empty(method: str) -> Calendar:
    whole = Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method)
    return whole


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        event.add("dtstart", entry.starts.astimezone(UTC))
        event.add("dtend", entry.ends.astimezone(UTC))
    else:
        event["dtstart"] = vDDDTypes(entry.starts)
        event["dtend"] = vDDDTypes(entry.ends + timedelta(days=1))
        event["dtstart"].params["VALUE"] = event["dtend"].params["VALUE"] = "DATE"
    event.add("summary", one_line(entry.title))
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if entry.is_busy and not entry.is_cancelled else "TRANSPARENT")
    if entry.url:
        event.add("url", entry.url)
    if entry.place:
        event.add("location", one_line(entry.place))
    if entry.text:
        event.add("description", plain(entry.text))
    return event


@dataclass(frozen=True)
class Dated:
    """Something with a day, for pages and feeds: its entry, where it leads in the platform, and its place.

    `place` is the key of a place (`network-5`), `place_label` its name; what is not `in_feed` stands on pages only.
    """

    entry: Entry
    path: str
    icon: str
    sort: str | Promise
    place: str = ""
    place_label: str = ""
    in_feed: bool = True


@dataclass(frozen=True)
class Source:
    """Where dated things come from: `dated(user, start, end)` gives those that touch the time between two moments.

    Only what `user` may see now, cancelled ones included, in a fixed number of queries.
    """

    name: str
    dated: Callable[[Any, datetime, datetime], list[Dated]]


SOURCES: Registry[Source] = Registry("kit.ical", needs=("name", "dated"))


def source(name: str, dated: Callable[[Any, datetime, datetime], list[Dated]]) -> Source:
    """Sign a source of dated things in; it shows on calendars and in feeds."""
    return SOURCES.register(name, Source(name=name, dated=dated))
