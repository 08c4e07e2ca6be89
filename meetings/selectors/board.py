"""The board of a room as it stands, and what a window lacks of it. Fetching is checking."""

from __future__ import annotations

from typing import Any

from django.db.models import Max, Q

from kit.verdicts import Refused
from meetings import board
from meetings.models import BoardMark, Meeting
from meetings.selectors.room import inside_for


def board_number(pk: int) -> int:
    """The number of the board's last change; one query."""
    last = BoardMark.objects.filter(meeting=pk).aggregate(made=Max("number"), gone=Max("gone"))
    return max(last["made"] or 0, last["gone"] or 0)


def mark_values(made: BoardMark) -> dict[str, Any]:
    """A mark as it travels."""
    return {"id": made.number, "person": str(made.author_id or ""), **made.shape}


def board_since(user: Any, pk: int, number: Any) -> dict[str, Any]:
    """What changed after `number`: marks made and the numbers of those erased; `from` and `number` are its ends.

    Raises NotThere and Refused as `inside_for`, Refused for what is no number.
    """
    inside_for(user, pk)
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**31:
        raise Refused("frame")
    last = board_number(pk)
    since = number if number <= last else 0
    rows = BoardMark.objects.filter(Q(number__gt=since) | Q(gone__gt=since), meeting=pk)
    made = [mark_values(row) for row in rows if row.gone is None]
    return {"from": since, "number": last, "marks": made, "gone": [row.number for row in rows if row.gone is not None]}


def board_of(meeting: Meeting) -> list[board.Mark]:
    """The marks that stand on a meeting's board, in order; one query."""
    return list(BoardMark.objects.filter(meeting=meeting, gone=None).values_list("shape", flat=True))
