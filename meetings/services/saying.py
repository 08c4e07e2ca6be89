"""Lines of the chat: written together, so that twenty people talking cost the database one visit (decision 0013).

Every sender's right is asked anew in each visit; one refusal takes nothing from the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kit import clock
from kit.prepared import Prepared, PreparedChange
from kit.verdicts import NotThere, Refused
from meetings import selectors
from meetings.enums import EventKind
from meetings.models import Meeting, RoomEvent
from meetings.services.room import is_key, words_of


@dataclass(frozen=True)
class Line:
    """What somebody wants to say in a room, as the browser sent it."""

    by: Any
    meeting_id: int
    text: Any
    key: Any


Same = tuple[int, int, str]
"""Lines of one room, person and key are one line."""


def say(*, by: Any, meeting_id: int, text: Any, key: Any) -> RoomEvent:
    """Say something in the chat; the name is copied, so that the line stays legible later.

    Raises NotThere and Refused as `selectors.inside_for`, Refused for words or a key that cannot be kept.
    """
    said = say_all([Line(by, meeting_id, text, key)])[0]
    if isinstance(said, Exception):
        raise said
    return said


def say_all(lines: Sequence[Line]) -> list[RoomEvent | Exception]:
    """Say lines of any people and rooms, in this order: for each its event, or the exception it met.

    Beside Refused and NotThere that is the database's own error, where a line could not be written even alone.
    """
    try:
        return _written(lines)
    except DatabaseError as error:
        rooms = {line.meeting_id for line in lines}
        if len(rooms) > 1:  # what holds up one room is no matter of the others
            return _apart(lines, [[line for line in lines if line.meeting_id == room] for room in rooms])
        if not isinstance(error, IntegrityError):
            return [error] * len(lines)
        if len(lines) > 1:  # another process wrote a line of these a moment ago; only that one is held up
            return _apart(lines, [[line] for line in lines])
    try:
        return _written(lines)  # finds it now
    except DatabaseError as error:
        return [error]


def _apart(lines: Sequence[Line], lots: Sequence[list[Line]]) -> list[RoomEvent | Exception]:
    """The lots one after another; their results in the order of `lines`."""
    found = {id(line): said for lot in lots for line, said in zip(lot, say_all(lot), strict=True)}
    return [found[id(line)] for line in lines]


@transaction.atomic
def _written(lines: Sequence[Line]) -> list[RoomEvent | Exception]:
    passes = selectors.passes_for([(line.by, line.meeting_id) for line in lines])
    asked = [_values(line, ticket) for line, ticket in zip(lines, passes, strict=True)]
    made = _made_before(line for line, values in zip(lines, asked, strict=True) if isinstance(values, dict))
    new: dict[Same, RoomEvent] = {}
    for line, values in zip(lines, asked, strict=True):
        same = (line.meeting_id, line.by.pk, line.key)
        if isinstance(values, dict) and same not in made and same not in new:
            new[same] = RoomEvent(
                meeting_id=line.meeting_id, kind=EventKind.SAID, author=line.by, values=values, made_key=line.key
            )  # fmt: skip
    _number(new.values())
    RoomEvent.objects.bulk_create(new.values())
    made |= new
    return [
        made[line.meeting_id, line.by.pk, line.key] if isinstance(values, dict) else values
        for line, values in zip(lines, asked, strict=True)
    ]


def _values(line: Line, ticket: selectors.Pass | Exception) -> dict[str, Any] | Exception:
    """What the event of the line holds, or why it may not be said."""
    if isinstance(ticket, Exception):
        return ticket
    try:
        if ticket.waits:
            raise Refused(_("Come into the room first."))
        if not (ticket.settings.may_write or ticket.is_free):
            raise Refused(_("Only those who lead the meeting write now."))
        words = words_of(line.text)
        if not is_key(line.key):
            raise Refused(_("The message came without its key; reload the page."))
    except (Refused, NotThere) as refused:
        return refused
    return {"person": line.by.pk, "name": ticket.name, "text": words}


_MADE = Prepared(
    lambda rooms, people, keys: RoomEvent.objects.filter(
        meeting__among=rooms, author__among=people, made_key__among=keys
    ).order_by(),
    rooms=list[int],
    people=list[int],
    keys=list[str],
)
_TAKEN: Prepared[Any] = Prepared(
    lambda rooms: (
        Meeting.objects.filter(pk__among=rooms).order_by("pk").select_for_update().values_list("pk", "last_number")
    ),
    rooms=list[int],
)
_MORE = PreparedChange(
    lambda rooms, count: (Meeting.objects.filter(pk__among=rooms), {"last_number": F("last_number") + count}),
    rooms=list[int],
    count=int,
)


def _made_before(lines: Iterable[Line]) -> dict[Same, RoomEvent]:
    asked = {(line.meeting_id, line.by.pk, line.key) for line in lines}
    if not asked:
        return {}
    rooms, people, keys = zip(*asked, strict=True)
    found = _MADE.all(rooms=list(set(rooms)), people=list(set(people)), keys=list(set(keys)))
    return {same: one for one in found if (same := (one.meeting_id, one.author_id, one.made_key)) in asked}


def _number(events: Iterable[RoomEvent]) -> None:
    """Give each event its hour and the next number of its room; rows of rooms stay taken until the commit."""
    events = list(events)
    counts = Counter(event.meeting_id for event in events)
    if not counts:
        return
    last = dict(_TAKEN.all(rooms=list(counts)))
    for count in set(counts.values()):
        _MORE.do(rooms=[pk for pk, more in counts.items() if more == count], count=count)
    moment = clock.now()  # with the rows in hand, so that hours and numbers go the same way
    for event in events:
        event.at = moment
        last[event.meeting_id] += 1
        event.number = last[event.meeting_id]
