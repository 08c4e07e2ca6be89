"""Writing together in a room: changes are kept as they come, and handed over to the minutes."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from meetings import common_text, rules, selectors
from meetings.models import Decision, Meeting, Minutes, NoteChange
from meetings.services.minutes import MOST_DECISIONS, save_minutes
from meetings.services.room import is_key

MOST_BYTES = 512 * 1024
COMPACT_AFTER = 200
"""Changes after which old ones become one."""


@transaction.atomic
def write_note(*, by: Any, meeting_id: int, update: Any, key: Any) -> NoteChange:
    """Keep a change of the common text; a repeated key keeps it once.

    Raises Refused for who may not write now, for what is no change, for one too long and for a text that is full.
    """
    ticket = selectors.inside_for(by, meeting_id)
    if not (ticket.settings.may_note or ticket.is_free):
        raise Refused(_("Only those who lead the meeting write now."))
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    try:
        data = common_text.decoded(update)
        if len(data) > common_text.LONGEST_UPDATE:
            raise Refused(_("So long a piece cannot be put in at once. Divide it into parts of a few pages."))
        common_text.document([data])
    except common_text.StrangeError as strange:
        raise Refused(_("This message was not understood.")) from strange
    Meeting.objects.select_for_update().get(pk=meeting_id)
    held = NoteChange.objects.filter(meeting=meeting_id)
    if (found := held.filter(author=by, made_key=key).first()) is not None:
        return found
    weights = list(held.annotate(weight=Length("update")).values_list("weight", flat=True))
    if sum(weights) + len(data) > MOST_BYTES:
        raise Refused(_("The common text is full. Move what is ready to the minutes and write on there."))
    made = NoteChange.objects.create(meeting_id=meeting_id, author=by, update=data, made_key=key, at=clock.now())
    if len(weights) >= COMPACT_AFTER:
        _compact(meeting_id, made)
    return made


def _compact(meeting_id: int, last: NoteChange) -> None:
    """Make one change of all but the last, so that a key repeated after a lost word is still known."""
    old = NoteChange.objects.filter(meeting=meeting_id, pk__lt=last.pk)
    whole = common_text.merged(old.values_list("update", flat=True))
    first = old.first()
    old.exclude(pk=first.pk).delete()
    NoteChange.objects.filter(pk=first.pk).update(update=whole, author=None, made_key="")


@transaction.atomic
def take_over(*, by: Any, meeting: Meeting) -> Minutes:
    """Bring what was written together into the minutes; what stands there already is not brought twice.

    Marked decisions and tasks become decisions (a task is made of each with one click), questions go to those left
    open, materials and everything else into the text. Raises Refused when `by` may not, or nothing was written.
    """
    insist(rules.may_write_minutes(by, meeting))
    written = selectors.note_lines(meeting)
    if not written:
        raise Refused(_("Nothing was written together in the room."))
    minutes = Minutes.objects.filter(meeting=meeting).first()
    held = list(Decision.objects.filter(meeting=meeting))
    rows: list[dict[str, Any]] = [
        {"id": one.pk, "text": one.text, "person": one.person, "for_all": one.for_all, "until_on": one.until_on}
        for one in held
    ]
    known = {one.text for one in held}
    for line in written:
        text = line.text[:500]
        if line.mark in ("decision", "task") and text not in known and len(rows) < MOST_DECISIONS:
            known.add(text)
            rows.append({"id": 0, "text": text})
    said = [one for one in written if one.mark in ("", "material")]
    asked = [one for one in written if one.mark == "question"]
    saved, _numbers = save_minutes(
        by=by,
        meeting=meeting,
        version=minutes.version if minutes else 1,
        summary=_with(minutes.summary if minutes else "", said, 10_000),
        texts=minutes.texts if minutes else [],
        questions=_with(minutes.questions if minutes else "", asked, 5_000),
        decisions=rows,
    )
    return saved


def _with(text: str, added: list[common_text.Line], longest: int) -> str:
    there = {line.strip() for line in text.splitlines()}
    fresh = [line.text for line in added if line.text not in there]
    return "\n".join([*([text.rstrip()] if text.strip() else []), *fresh])[:longest]
