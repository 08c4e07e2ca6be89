"""Drawing on a room's board: marks are added, erased one by one, or all that were seen are cleared."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from meetings import board, selectors
from meetings.models import BoardMark
from meetings.selectors import Pass
from meetings.services.events import alone
from meetings.services.room import as_host, is_key

MOST_MARKS = 600
"""On a board at one time."""
MOST_EVER = 5_000
"""Made on one board, the erased ones too."""

Change = dict[str, Any]


def _draws(by: Any, meeting_id: int) -> Pass:
    ticket = selectors.inside_for(by, meeting_id)
    if not (ticket.settings.may_write or ticket.is_free):
        raise Refused(_("Only those who lead the meeting write now."))
    return ticket


def _change(number: int, *, marks: list[BoardMark] | None = None, gone: list[int] | None = None) -> Change:
    drawn = [selectors.mark_values(one) for one in marks or []]
    return {"from": number - 1, "number": number, "marks": drawn, "gone": gone or []}


@transaction.atomic
def draw(*, by: Any, meeting_id: int, mark: Any, key: Any) -> Change:
    """Add a mark; a repeated key adds it once. Gives the change as it travels.

    Raises Refused for who may not write now, for what is no mark, and for a board that is full.
    """
    ticket = _draws(by, meeting_id)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    try:
        shape = board.mark(mark)
    except board.StrangeMarkError as strange:
        raise Refused(_("This message was not understood.")) from strange
    alone(meeting_id)
    rows = BoardMark.objects.filter(meeting=meeting_id)
    if (found := rows.filter(author=by, made_key=key).first()) is not None:
        return _change(found.number, marks=[found] if found.gone is None else [])
    if rows.filter(gone=None).count() >= MOST_MARKS or rows.count() >= MOST_EVER:
        raise Refused(_("The board is full. Erase something, or go on in the minutes."))
    made = BoardMark.objects.create(
        meeting=ticket.meeting, number=selectors.board_number(meeting_id) + 1, shape=shape, author=by, made_key=key,
        at=clock.now(),
    )  # fmt: skip
    return _change(made.number, marks=[made])


@transaction.atomic
def erase_mark(*, by: Any, meeting_id: int, mark: Any, key: Any) -> Change:
    """Erase one mark: its author, or who leads. Erasing what is erased changes nothing."""
    ticket = _draws(by, meeting_id)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    alone(meeting_id)
    is_number = isinstance(mark, int) and not isinstance(mark, bool) and 0 < mark < 2**31
    found = BoardMark.objects.filter(meeting=meeting_id, number=mark).first() if is_number else None
    if found is None:
        raise Refused(_("This is not on the board any more."))
    if not (ticket.is_host or found.author_id == by.pk):
        raise Refused(_("Only who drew it, or leads the meeting, erases it."))
    if found.gone is None:
        found.gone = selectors.board_number(meeting_id) + 1
        found.save(update_fields=["gone"])
    return _change(found.gone, gone=[found.number])


@transaction.atomic
def clear_board(*, by: Any, meeting_id: int, upto: Any, key: Any) -> Change:
    """Erase every mark up to the number the person saw, so that nothing drawn meanwhile is lost; who leads."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    if not isinstance(upto, int) or isinstance(upto, bool) or not 0 <= upto < 2**31:
        raise Refused(_("This message was not understood."))
    alone(meeting_id)
    standing = BoardMark.objects.filter(meeting=meeting_id, gone=None, number__lte=upto)
    numbers = list(standing.values_list("number", flat=True))
    number = selectors.board_number(meeting_id) + bool(numbers)
    standing.update(gone=number)
    return _change(number, gone=numbers)
