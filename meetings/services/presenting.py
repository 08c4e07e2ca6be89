"""Slides: a PDF drawn by the worker and shown to everybody in the room page by page; one person turns the pages."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from files import drawing
from files import services as files
from files.models import FileState, StoredFile
from files.selectors import files_of_all
from files.slots import SLIDES
from kit import later
from kit.verdicts import NotThere, Refused
from meetings import broadcasts, selectors
from meetings.enums import EventKind
from meetings.models import Deck, RoomEvent
from meetings.selectors import Pass
from meetings.services.events import alone, write
from meetings.services.room import act, is_key, made_before

MOST_PAGES = 200
MOST_DECKS = 20
"""Files taken in for one room."""


def _presents(by: Any, meeting_id: int) -> Pass:
    ticket = selectors.inside_for(by, meeting_id)
    if not ticket.may_present:
        raise Refused(_("Only those who lead the meeting, and experts, show slides now."))
    return ticket


def _too_long(name: str) -> str:
    return _("“%(name)s” has more than %(most)s pages. Divide it and show a part.") % {"name": name, "most": MOST_PAGES}


def take_slides(*, by: Any, meeting_id: int, upload: Any) -> Deck:
    """Take a PDF in for the room; the worker draws its pages.

    The file is looked at before the room's row is taken, so that nobody waits for it; rights are asked again then.
    Raises Refused for who may not show slides now, and for what files.services.receive does not take.
    """
    ticket = _presents(by, meeting_id)
    _place_left(meeting_id)
    stored = files.receive(by=by, upload=upload, slot=SLIDES, space=f"network:{ticket.meeting.edition.network_id}")
    try:
        return _taken_in(by, meeting_id, stored)
    except (Refused, NotThere):
        files.remove(file=stored)
        raise


@transaction.atomic
def _taken_in(by: Any, meeting_id: int, stored: StoredFile) -> Deck:
    meeting = alone(meeting_id)
    _presents(by, meeting_id)
    _place_left(meeting_id)
    deck = Deck.objects.create(meeting=meeting, file=stored, made_by=by)
    files.attach(by=by, file=stored, parent=deck)
    later.enqueue("meetings.draw_slides", deck_id=deck.pk)
    return deck


def _place_left(meeting_id: int) -> None:
    """Materials of the meeting take no place: nobody could make room by removing them here."""
    decks = Deck.objects.filter(meeting=meeting_id)
    if files_of_all(Deck, decks.values("pk")).count() >= MOST_DECKS:
        raise Refused(_("At most %(most)s files can be shown in one room. Remove one first.") % {"most": MOST_DECKS})


def _chosen(by: Any, ticket: Pass, number: Any) -> StoredFile:
    try:
        found = selectors.shelf_of(by, ticket).get(uuid.UUID(number)) if isinstance(number, str) else None
    except ValueError:
        found = None
    if found is None:
        raise Refused(_("This file is not among the meeting's materials any more."))
    return found


def _values(deck: Deck, **more: Any) -> dict[str, Any]:
    return {"deck": deck.pk, "pages": deck.pages, "note": deck.note, **more}


@transaction.atomic
def present(*, by: Any, meeting_id: int, file: Any, key: str) -> RoomEvent:
    """Show a PDF of the shelf from its first page; until its pages are drawn the room says so.

    Raises Refused for who may not show slides now, a file not on the shelf, one too long or one that cannot be drawn.
    """
    ticket = _presents(by, meeting_id)
    meeting = alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    found = _chosen(by, ticket, file)
    if found.pages is not None and found.pages > MOST_PAGES:
        raise Refused(_too_long(found.name))
    deck = Deck.objects.filter(meeting=meeting, file=found).first()
    if deck is None:
        deck = Deck.objects.create(meeting=meeting, file=found, made_by=by)
        later.enqueue("meetings.draw_slides", deck_id=deck.pk)
    if deck.note:
        raise Refused(deck.note)
    values = _values(deck, title=found.name, page=1, reached=1, person=by.pk)
    return act(by, ticket, EventKind.SLIDES, key, values)


@transaction.atomic
def draw_again(*, by: Any, meeting_id: int, deck: Any, key: Any) -> RoomEvent:
    """Have the pages of a file that could not be drawn tried once more, and show it as `present` does.

    Raises Refused for who may not show slides now, for a file `present` would not find, one too long, one held back,
    and one whose pages need no second try.
    """
    ticket = _presents(by, meeting_id)
    meeting = alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    is_number = isinstance(deck, int) and not isinstance(deck, bool) and abs(deck) < 2**53
    found = Deck.objects.filter(meeting=meeting, pk=deck).select_related("file").first() if is_number else None
    if found is None or not found.note:
        raise Refused(_("The pages of this file do not need another try."))
    file = _chosen(by, ticket, str(found.file_id))
    if file.pages is not None and file.pages > MOST_PAGES:
        raise Refused(_too_long(file.name))
    found.note = ""
    found.save(update_fields=["note"])
    later.enqueue("meetings.draw_slides", deck_id=found.pk)
    return act(by, ticket, EventKind.SLIDES, key, _values(found, title=file.name, page=1, reached=1, person=by.pk))


def _shown(by: Any, ticket: Pass) -> dict[str, Any]:
    """What is shown now. Raises Refused when nothing is, or when `by` does not turn its pages."""
    shown = selectors.slides_of(ticket.meeting.pk)
    if shown is None:
        raise Refused(_("These slides are not shown any more."))
    if not selectors.turns(ticket, shown):
        raise Refused(_("Only the person who shows the slides, or who leads the meeting, turns their pages."))
    return shown


@transaction.atomic
def turn_page(*, by: Any, meeting_id: int, deck: Any, page: Any, key: str) -> RoomEvent:
    """Turn to a page for everybody. Raises Refused for others than who shows or leads, and for a page that is not."""
    ticket = selectors.inside_for(by, meeting_id)
    alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    shown = _shown(by, ticket)
    if isinstance(deck, bool) or shown["deck"] != deck:
        raise Refused(_("These slides are not shown any more."))
    if isinstance(page, bool) or not isinstance(page, int) or not 1 <= page <= shown["pages"]:
        raise Refused(_("There is no such page."))
    values = shown | {"page": page, "reached": max(page, shown["reached"])}
    return act(by, ticket, EventKind.SLIDES, key, values)


@transaction.atomic
def end_slides(*, by: Any, meeting_id: int, key: str) -> RoomEvent:
    """Show the slides no more. Raises Refused for others than who shows or leads."""
    ticket = selectors.inside_for(by, meeting_id)
    alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    _shown(by, ticket)
    return act(by, ticket, EventKind.SLIDES, key, {"deck": None, "by": by.pk})


@transaction.atomic
def throw_slides(*, by: Any, meeting_id: int, deck: Any, key: Any) -> None:
    """Remove a file taken in for the room: who took it in, or who leads; slides made of it end.

    Raises Refused for everybody else, and for a file that belongs elsewhere.
    """
    ticket = selectors.inside_for(by, meeting_id)
    meeting = alone(meeting_id)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    is_number = isinstance(deck, int) and not isinstance(deck, bool) and abs(deck) < 2**53
    found = Deck.objects.filter(meeting=meeting, pk=deck).select_related("file").first() if is_number else None
    if found is None or found.file.parent != found or not (ticket.is_host or found.made_by_id == by.pk):
        raise Refused(_("This file is not there any more."))
    files.remove(file=found.file)


def slides_gone(file: StoredFile) -> None:
    """A file is about to be removed: end it wherever it is shown; signed into files.registry.LEAVINGS."""
    for deck in Deck.objects.filter(file=file):
        meeting = alone(deck.meeting_id)
        shown = selectors.slides_of(meeting.pk)
        if shown is not None and shown["deck"] == deck.pk:
            write(meeting, EventKind.SLIDES, by=None, values={"deck": None, "by": None})
            transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk), robust=True)


def draw_slides(*, deck_id: int) -> None:
    """For the worker: draw the pages, then tell the room when they are waited for. A second run changes nothing.

    Raises RuntimeError while the file still waits for the scanner of viruses, so that the task is tried again.
    """
    deck = Deck.objects.select_related("file").filter(pk=deck_id, pages=0, note="").first()
    if deck is None:
        return
    pages, note = 0, ""
    if deck.file.state == FileState.INFECTED:
        note = deck.file.held_because
    elif deck.file.is_held:
        raise RuntimeError(f"file {deck.file_id} waits for the scanner of viruses")
    else:
        try:
            pages = drawing.draw(file=deck.file, most=MOST_PAGES)
        except Refused as refused:
            note = str(refused.reason)
        if pages > MOST_PAGES:
            pages, note = 0, _too_long(deck.file.name)
    _drawn(deck, pages=pages, note=note[:300])


@transaction.atomic
def _drawn(deck: Deck, **found: Any) -> None:
    meeting = alone(deck.meeting_id)
    if not Deck.objects.filter(pk=deck.pk, pages=0, note="").update(**found):
        return
    shown = selectors.slides_of(meeting.pk)
    if shown is not None and shown["deck"] == deck.pk:
        write(meeting, EventKind.SLIDES, by=None, values=shown | found)
        transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk), robust=True)
