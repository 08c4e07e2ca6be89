"""What people do in a room. Every act asks for the right anew, and a repeated key acts once (WS-05, CO-02)."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from meetings import broadcasts, selectors
from meetings.enums import EventKind
from meetings.models import Meeting, RoomEvent
from meetings.selectors import Pass
from meetings.services.events import write
from networks.models import Membership

LONGEST_LINE = 2_000
LONGEST_KEY = 64


def _act(by: Any, ticket: Pass, kind: EventKind, key: str, values: dict[str, Any]) -> RoomEvent:
    """Write the event, or give the one this person already made with `key`."""
    if not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Refused(_("The message came without its key; reload the page."))
    made = RoomEvent.objects.filter(meeting=ticket.meeting, author=by, made_key=key)
    found = made.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return write(ticket.meeting, kind, by=by, values=values, key=key)
    except IntegrityError:
        found = made.first()
        if found is None:
            raise
        return found


def _line(text: Any) -> str:
    if not isinstance(text, str):
        raise Refused(_("Write a message first."))
    kept = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Co"})
    kept = unicodedata.normalize("NFC", kept).strip()
    if not kept:
        raise Refused(_("Write a message first."))
    if len(kept) > LONGEST_LINE:
        raise Refused(_("A message can have 2,000 characters at most. Divide it into two."))
    return kept


def _as_host(ticket: Pass) -> None:
    if not ticket.is_host:
        raise Refused(_("Only the person who leads the meeting can do this."))


@transaction.atomic
def say(*, by: Any, meeting_id: int, text: Any, key: str) -> RoomEvent:
    """Say something in the chat; the name is copied, so that the line stays legible later."""
    ticket = selectors.pass_for(by, meeting_id)
    values = {"person": by.pk, "name": ticket.name, "text": _line(text)}
    return _act(by, ticket, EventKind.SAID, key, values)


@transaction.atomic
def raise_hand(*, by: Any, meeting_id: int, up: Any, key: str) -> RoomEvent:
    """Raise one's hand or lower it; said as a state, so that repeating does no harm."""
    ticket = selectors.pass_for(by, meeting_id)
    if not isinstance(up, bool):
        raise Refused(_("This message was not understood."))
    kind = EventKind.HAND_UP if up else EventKind.HAND_DOWN
    return _act(by, ticket, kind, key, {"person": by.pk, "name": ticket.name})


@transaction.atomic
def lower_hand(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """The host lowers somebody's hand: the person has been given the floor."""
    ticket = selectors.pass_for(by, meeting_id)
    _as_host(ticket)
    if not isinstance(person, int | str) or isinstance(person, bool) or not str(person).isdecimal():
        raise Refused(_("This message was not understood."))
    if len(str(person)) > 18:
        raise Refused(_("This message was not understood."))
    return _act(by, ticket, EventKind.HAND_DOWN, key, {"person": int(person), "by": by.pk})


@transaction.atomic
def open_item(*, by: Any, meeting_id: int, item: Any, key: str) -> RoomEvent:
    """The host opens a point of the agenda, or closes it with None; the clock of the point starts."""
    ticket = selectors.pass_for(by, meeting_id)
    _as_host(ticket)
    known = {point["id"] for point in selectors.agenda_values(ticket.meeting.pk)}
    if item is not None and (isinstance(item, bool) or not isinstance(item, int) or item not in known):
        raise Refused(_("The agenda has changed; this point is not in it any more."))
    return _act(by, ticket, EventKind.ITEM, key, {"item": item})


def let_out(membership: Membership) -> None:
    """Close the rooms of the network's year to a person who lost a place; signed into networks.services.DEPARTURES."""
    now = clock.now()
    about_now = {"starts_at__lte": now + timedelta(days=1), "ends_at__gte": now - timedelta(days=1)}
    for number in Meeting.objects.filter(edition=membership.edition_id, **about_now).values_list("pk", flat=True):
        broadcasts.person_out(meeting_id=number, user_id=membership.user_id)
