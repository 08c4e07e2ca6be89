"""Captions typed by a helper: who leads says who types, and before anything is typed whether it is kept as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit.verdicts import Refused
from meetings import selectors
from meetings.enums import EventKind
from meetings.models import RoomEvent
from meetings.services.room import act, as_host, as_person, is_key, made_before, plain

LONGEST_CAPTION = 240


@dataclass(frozen=True)
class Said:
    """A line of captions: the event it became, or the frame that carries it and is then forgotten."""

    event: RoomEvent | None
    carried: dict[str, Any]


@transaction.atomic
def appoint_captioner(*, by: Any, meeting_id: int, person: Any, keep: Any, key: str) -> RoomEvent:
    """Have a person who is in the room write captions, or nobody (None). `keep`: whether lines are kept as text.

    Raises Refused for who does not lead, and for a person who is not in the room.
    """
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    if not isinstance(keep, bool):
        raise Refused(_("This message was not understood."))
    values: dict[str, Any] = {"person": None, "name": "", "keep": False}
    if person is not None:
        number = as_person(person)
        here = selectors.room_state_of(meeting_id)["people"].get(str(number))
        if here is None:
            raise Refused(_("This person is not in the room any more."))
        values = {"person": number, "name": here["name"], "keep": keep}
    return act(by, ticket, EventKind.CAPTIONER, key, values | {"by": by.pk})


@transaction.atomic
def caption(*, by: Any, meeting_id: int, text: Any, key: Any) -> Said:
    """Write one line of captions. Raises Refused for everybody but the one who was asked to write them."""
    ticket = selectors.inside_for(by, meeting_id)
    asked = selectors.captioner_of(meeting_id)
    if asked is None or asked["person"] != by.pk:
        raise Refused(_("Only the person asked to write captions writes them."))
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    words = plain(text) if isinstance(text, str) else ""
    if not words:
        raise Refused(_("Write a message first."))
    if len(words) > LONGEST_CAPTION:
        raise Refused(_("A line of captions can have 240 characters at most. Send it in two."))
    values = {"person": by.pk, "name": ticket.name, "text": words}
    if asked["keep"]:
        return Said(act(by, ticket, EventKind.CAPTION, key, values), {})
    return Said(None, {"type": "caption", **values, "person": str(by.pk), "key": key})
