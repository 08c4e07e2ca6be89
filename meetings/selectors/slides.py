"""Slides of a room: what is shown now, what a person may show, and one page of it. Fetching is checking."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from files import rules as files
from files.models import PagePicture, StoredFile
from files.selectors import files_of_all
from files.slots import TYPES
from kit.verdicts import NotThere, Refused
from meetings import guests
from meetings.enums import EventKind
from meetings.models import Deck, RoomEvent
from meetings.selectors.room import Pass, inside_for, there_for
from provenance.selectors import files_among

PDF = TYPES["pdf"].media_type
NEW_PAGE = "\f"


def slides_of(pk: int) -> dict[str, Any] | None:
    """What is shown in a room now by the last word about it, as in the event's values; None when nothing is."""
    last = RoomEvent.objects.filter(meeting=pk, kind=EventKind.SLIDES).order_by("-number").first()
    if last is None or last.values["deck"] is None:
        return None
    out = Q(kind__in=(EventKind.REMOVED, EventKind.REFUSED), values__person=last.values["person"])
    later = RoomEvent.objects.filter(meeting=pk, number__gt=last.number)
    return None if later.filter(out | Q(kind=EventKind.CLOSED)).exists() else last.values


def turns(ticket: Pass, shown: dict[str, Any]) -> bool:
    """Whether the person turns pages for everybody: who shows them, and who leads."""
    return ticket.is_host or (ticket.may_present and ticket.person == shown["person"])


def shelf_of(user: Any, ticket: Pass) -> dict[uuid.UUID, StoredFile]:
    """PDFs the person may show, oldest first: what was taken in for the room, materials, files laid for guests.

    What others took in is seen by who leads. Nobody is given a file its own rule keeps from them.
    """
    decks = Deck.objects.filter(meeting=ticket.meeting)
    own = decks if ticket.is_host else decks.filter(made_by=user.pk)
    found = list(files_of_all(Deck, own.values("pk")).defer("text"))
    found += files_among(user, ticket.meeting.links)
    found += [file for file in guests.laid(ticket.meeting.pk) if files.may_read(user, file)]
    return {file.pk: file for file in found if file.media_type == PDF and not file.is_held}


def shelf_rows(user: Any, pk: int) -> list[dict[str, Any]]:
    """The shelf as it travels: {file, title, deck, is_own}, and `failed` for one that could not be drawn.

    Empty for who may not show anything now.
    """
    ticket = inside_for(user, pk)
    if not ticket.may_present:
        return []
    decks = {deck.file_id: deck for deck in Deck.objects.filter(meeting=pk)}
    taken_in, rows = ContentType.objects.get_for_model(Deck), []
    for number, file in shelf_of(user, ticket).items():
        deck = decks.get(number)
        is_own = deck is not None and file.parent_type_id == taken_in.pk
        row = {"file": str(number), "title": file.name, "deck": deck and deck.pk, "is_own": is_own}
        rows.append(row | ({"failed": True} if deck and deck.note else {}))
    return rows


def page_for(user: Any, pk: int, deck: int, number: int) -> PagePicture:
    """A page of what is shown in the room now, for who is in it: up to the furthest one shown, any for who turns them.

    A guest who left is not in it any more, but for a minute's broken line (`there_for`).
    Raises NotThere for everybody and everything else, so that nobody learns what is not shown.
    """
    try:
        ticket = there_for(user, pk)
    except Refused as refused:
        raise NotThere from refused
    shown = slides_of(pk)
    if shown is None or shown["deck"] != deck or not (number <= shown["reached"] or turns(ticket, shown)):
        raise NotThere
    held = Deck.objects.filter(pk=deck, meeting=pk).values("file")
    page = PagePicture.objects.filter(file__in=held, number=number)
    page = page.select_related("file").defer("file__text").first()
    if page is None or page.file.is_held:
        raise NotThere
    return page


def words_of(page: PagePicture) -> str:
    """The words of the page, as they were read when the file came; "" when there are none."""
    pages = page.file.text.split(NEW_PAGE)
    return pages[page.number - 1].strip() if page.number <= len(pages) else ""
