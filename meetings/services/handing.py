"""Handing out: a link or a file for everybody in the room, which stays on the meeting's page for its members."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.slots import DOCUMENT
from kit.verdicts import NotThere, Refused
from meetings import broadcasts, selectors
from meetings.enums import EventKind
from meetings.models import Handout, RoomEvent
from meetings.models.handout import LONGEST_ADDRESS
from meetings.selectors import Pass
from meetings.services.events import alone
from meetings.services.room import act, is_key, made_before, plain

MOST_HANDED = 40
"""Links and files of one room."""
LONGEST_TITLE = 200

_is_web = URLValidator(schemes=["http", "https"])


def _hands_out(by: Any, meeting_id: int) -> Pass:
    ticket = selectors.inside_for(by, meeting_id)
    if not ticket.may_present:
        raise Refused(_("Only those who lead the meeting, and experts, hand things out now."))
    return ticket


def _room_left(meeting_id: int) -> None:
    if Handout.objects.filter(meeting=meeting_id).count() >= MOST_HANDED:
        raise Refused(
            _("At most %(most)s things can be handed out in one room. Take one back first.") % {"most": MOST_HANDED}
        )


def _address(text: Any) -> str:
    address = text.strip() if isinstance(text, str) else ""
    try:
        if len(address) > LONGEST_ADDRESS:
            raise ValidationError("")
        _is_web(address)
    except ValidationError as error:
        raise Refused(_("Paste a whole address that begins with https:// or http://.")) from error
    return address


def _title(text: Any, otherwise: str) -> str:
    if text is not None and not isinstance(text, str):
        raise Refused(_("This message was not understood."))
    return plain(text or "")[:LONGEST_TITLE] or plain(otherwise)[:LONGEST_TITLE]


def _said(by: Any, ticket: Pass, made: Handout, key: Any) -> RoomEvent:
    values = {"id": made.pk, "title": made.title, "address": made.address, "person": by.pk, "name": ticket.name}
    return act(by, ticket, EventKind.HANDED, key, values)


@transaction.atomic
def hand_out(*, by: Any, meeting_id: int, address: Any, title: Any, key: Any) -> RoomEvent:
    """Hand out a link; without a title it is called by its address.

    Raises Refused for who may not hand out now, for what is no address of the web, and beyond MOST_HANDED.
    """
    ticket = _hands_out(by, meeting_id)
    meeting = alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    _room_left(meeting_id)
    kept = _address(address)
    parts = urlsplit(kept)
    called = _title(title, f"{parts.hostname or ''}{parts.path}".rstrip("/") or kept)
    made = Handout.objects.create(meeting=meeting, title=called, address=kept, made_by=by)
    return _said(by, ticket, made, key)


def hand_file(*, by: Any, meeting_id: int, upload: Any, title: Any, key: Any) -> RoomEvent:
    """Hand out a file; without a title it is called by its name.

    The file is looked at before the room's row is taken, so that nobody waits for it; rights are asked again then.
    Raises Refused for who may not hand out now, and for what files.services.receive does not take.
    """
    ticket = _hands_out(by, meeting_id)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    if (again := made_before(by, ticket, key)) is not None:
        return again
    _room_left(meeting_id)
    space = f"network:{ticket.meeting.edition.network_id}"
    stored = files.receive(by=by, upload=upload, slot=DOCUMENT, space=space)
    try:
        said, is_new = _file_handed(by, meeting_id, stored, title, key)
    except (Refused, NotThere):
        files.remove(file=stored)
        raise
    if not is_new:
        files.remove(file=stored)
    return said


@transaction.atomic
def _file_handed(by: Any, meeting_id: int, stored: StoredFile, title: Any, key: Any) -> tuple[RoomEvent, bool]:
    """The event, and whether it was written now: the same key may have come twice while the file was looked at."""
    meeting = alone(meeting_id)
    ticket = _hands_out(by, meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again, False
    _room_left(meeting_id)
    made = Handout.objects.create(meeting=meeting, title=_title(title, stored.name), made_by=by)
    files.attach(by=by, file=stored, parent=made)
    transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk), robust=True)
    return _said(by, ticket, made, key), True


@transaction.atomic
def take_back(*, by: Any, meeting_id: int, item: Any, key: Any) -> RoomEvent:
    """Take back what was handed out, with its file: who handed it out, or who leads."""
    ticket = selectors.inside_for(by, meeting_id)
    meeting = alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    is_number = isinstance(item, int) and not isinstance(item, bool) and abs(item) < 2**53
    found = Handout.objects.filter(meeting=meeting, pk=item).first() if is_number else None
    if found is None or not (ticket.is_host or found.made_by_id == by.pk):
        raise Refused(_("This is not handed out any more."))
    for file in found.files.all():
        files.remove(file=file)
    number = found.pk
    found.delete()
    return act(by, ticket, EventKind.TAKEN_BACK, key, {"id": number, "by": by.pk})
