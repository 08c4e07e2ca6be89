"""What was handed out at a meeting, and its files for who is in the room. Fetching is checking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from files.models import StoredFile
from files.selectors import files_of_all
from kit.verdicts import NotThere, Refused
from meetings import rules
from meetings.models import Handout, Meeting
from meetings.selectors.room import there_for


@dataclass(frozen=True)
class Handed:
    """A line of the list: a link, or a file that can be fetched."""

    handout: Handout
    file: StoredFile | None


def handed_of(meeting: Meeting) -> list[Handed]:
    """What was handed out, oldest first, without what is not there any more; one query, and one more for files."""
    rows = list(Handout.objects.filter(meeting=meeting))
    papers = [row.pk for row in rows if not row.address]
    kept = files_of_all(Handout, papers).defer("text") if papers else []
    files = {file.parent_id: file for file in kept}
    return [Handed(row, files.get(row.pk)) for row in rows if row.address or row.pk in files]


def handed_file(user: Any, pk: int, number: int) -> StoredFile:
    """The file of a handout: for who is in the room, a guest too, and for whoever may read the meeting later.

    Raises NotThere for everybody else, for a link, and for a file that waits for the scanner of viruses.
    """
    handout = Handout.objects.select_related("meeting__edition__network").filter(pk=number, meeting=pk).first()
    if handout is None:
        raise NotThere
    if not rules.may_read_handout(user, handout):
        try:
            there_for(user, pk)
        except Refused as refused:
            raise NotThere from refused
    file = files_of_all(Handout, [handout.pk]).defer("text").first()
    if file is None or file.is_held:
        raise NotThere
    return file
