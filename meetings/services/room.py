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
from meetings.models import Meeting, RoomEvent, Whisper
from meetings.selectors import Pass
from meetings.services.events import write
from networks.models import Membership

LONGEST_LINE = 2_000
LONGEST_KEY = 64


def is_key(key: Any) -> bool:
    """Whether it is a key of an act: a short word of plain signs."""
    return isinstance(key, str) and 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()


def made_before(by: Any, ticket: Pass, key: Any) -> RoomEvent | None:
    """The event this person already made with `key`, for acts that could not be done twice."""
    if not is_key(key):
        return None
    return RoomEvent.objects.filter(meeting=ticket.meeting, author=by, made_key=key).exclude(made_key="").first()


def act(by: Any, ticket: Pass, kind: EventKind, key: str, values: dict[str, Any]) -> RoomEvent:
    """Write the event, or give the one this person already made with `key`. Raises Refused for a strange key."""
    if not is_key(key):
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


def plain(text: str) -> str:
    """One line without signs nobody sees, some of which the database cannot hold."""
    seen = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Co"} else char for char in text)
    return " ".join(seen.split())


def words_of(text: Any) -> str:
    """The line as it is kept. Raises Refused for none, and for one that is too long."""
    if not isinstance(text, str):
        raise Refused(_("Write a message first."))
    kept = "".join(char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Co"})
    kept = unicodedata.normalize("NFC", kept).strip()
    if not kept:
        raise Refused(_("Write a message first."))
    if len(kept) > LONGEST_LINE:
        raise Refused(_("A message can have 2,000 characters at most. Divide it into two."))
    return kept


def as_person(number: Any) -> int:
    """A person's number as a browser sends it. Raises Refused for anything else."""
    is_number = isinstance(number, int | str) and not isinstance(number, bool) and str(number).isdecimal()
    if not is_number or len(str(number)) > 18:
        raise Refused(_("This message was not understood."))
    return int(number)


def as_host(ticket: Pass) -> None:
    """Raises Refused unless the person leads the meeting."""
    if not ticket.is_host:
        raise Refused(_("Only the person who leads the meeting can do this."))


@transaction.atomic
def whisper(*, by: Any, meeting_id: int, to: Any, text: Any, key: str) -> Whisper:
    """Say something to one person who is in the room, where those who lead allow it."""
    ticket = selectors.inside_for(by, meeting_id)
    if not ticket.settings.may_whisper:
        raise Refused(_("In this room everybody reads every line."))
    whom, words = as_person(to), words_of(text)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    if whom == by.pk or not selectors.open_visits(meeting_id).filter(user=whom).exists():
        raise Refused(_("This person is not in the room any more."))
    made, _new = Whisper.objects.get_or_create(
        meeting=ticket.meeting,
        author=by,
        made_key=key,
        defaults={"to_id": whom, "text": words, "at": clock.now()},
    )
    return made


@transaction.atomic
def raise_hand(*, by: Any, meeting_id: int, up: Any, key: str) -> RoomEvent:
    """Raise one's hand or lower it; said as a state, so that repeating does no harm."""
    ticket = selectors.inside_for(by, meeting_id)
    if not isinstance(up, bool):
        raise Refused(_("This message was not understood."))
    kind = EventKind.HAND_UP if up else EventKind.HAND_DOWN
    return act(by, ticket, kind, key, {"person": by.pk, "name": ticket.name})


@transaction.atomic
def lower_hand(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """The host lowers somebody's hand: the person has been given the floor."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    return act(by, ticket, EventKind.HAND_DOWN, key, {"person": as_person(person), "by": by.pk})


@transaction.atomic
def open_item(*, by: Any, meeting_id: int, item: Any, key: str) -> RoomEvent:
    """The host opens a point of the agenda, or closes it with None; the clock of the point starts."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    known = {point["id"] for point in selectors.agenda_values(ticket.meeting.pk)}
    if item is not None and (isinstance(item, bool) or not isinstance(item, int) or item not in known):
        raise Refused(_("The agenda has changed; this point is not in it any more."))
    return act(by, ticket, EventKind.ITEM, key, {"item": item})


def let_out(membership: Membership) -> None:
    """Close the rooms of the network's year to a person who lost a place; signed into networks.services.DEPARTURES."""
    now = clock.now()
    about_now = {"starts_at__lte": now + timedelta(days=1), "ends_at__gte": now - timedelta(days=1)}
    for number in Meeting.objects.filter(edition=membership.edition_id, **about_now).values_list("pk", flat=True):
        broadcasts.person_out(meeting_id=number, user_id=membership.user_id)
