"""Recording of meetings: on what terms, who agreed, what is kept. Fetching is checking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from files.models import StoredFile
from files.selectors import files_of_all
from kit.verdicts import NotThere
from meetings import guests, media, rules
from meetings.models import (
    GOING_ON,
    Meeting,
    Recording,
    RecordingConsent,
    RecordingState,
    RecordingTerms,
)
from networks import rules as networks


def may_be_offered() -> bool:
    """Whether this site can record at all; where it cannot, nothing is said of recording anywhere."""
    return media.engine().records


def terms_of(meeting: Meeting | int) -> RecordingTerms | None:
    """On what terms a meeting is, or was, recorded, None when it is not.

    Where the site cannot record, None as well, unless it could once and something was recorded.
    """
    if not may_be_offered() and not Recording.objects.filter(meeting=meeting).exists():
        return None
    last = RecordingTerms.objects.filter(meeting=meeting).order_by("-version").first()
    return last if last is not None and last.purpose else None


def answer_of(terms: RecordingTerms, person: int) -> RecordingConsent | None:
    """What a person answered to these very terms; an answer to former ones is none."""
    return RecordingConsent.objects.filter(terms=terms, user=person).first()


def agreed(terms: RecordingTerms, people: list[int]) -> set[int]:
    """Of `people` those who agree to these terms now."""
    held = RecordingConsent.objects.filter(terms=terms, user__in=people, is_given=True, withdrawn_at=None)
    return set(held.values_list("user", flat=True))


@dataclass(frozen=True)
class Asked:
    """What a person is asked about recording, and what the person has said so far."""

    meeting: Meeting
    terms: RecordingTerms
    answer: RecordingConsent | None
    is_guest: bool

    @property
    def is_answered(self) -> bool:
        """Whether the person has said anything to these terms."""
        return self.answer is not None

    @property
    def agrees(self) -> bool:
        """Whether the person agrees to be recorded now."""
        return self.answer is not None and self.answer.is_given and self.answer.withdrawn_at is None


def asked_of(user: Any, pk: int) -> Asked:
    """What `user` is asked before meeting `pk`: a person of its year, or a guest of it.

    Raises NotThere for everybody else, and for a meeting that is not recorded.
    """
    meeting = Meeting.objects.select_related("edition__network").filter(pk=pk).first()
    terms = terms_of(meeting) if meeting is not None else None
    if meeting is None or terms is None:
        raise NotThere
    is_member = networks.memberships_of(user).filter(edition=meeting.edition_id).exists()
    if not is_member and not guests.admits(user, pk):
        raise NotThere
    return Asked(meeting, terms, answer_of(terms, user.pk), not is_member)


def may_be_heard(meeting: Meeting, person: int) -> bool:
    """Whether a person may be on the stage as far as recording goes: where it is recorded, only who agrees."""
    terms = terms_of(meeting)
    return terms is None or bool(agreed(terms, [person]))


def asked_in_room(meeting: Meeting, person: int, *, is_guest: bool) -> Asked | None:
    """The same for somebody who holds a pass to the room; None where nothing is recorded."""
    terms = terms_of(meeting)
    return None if terms is None else Asked(meeting, terms, answer_of(terms, person), is_guest)


def going_on(meeting: Meeting | int) -> Recording | None:
    """The recording that is being made now."""
    return Recording.objects.filter(meeting=meeting, state__in=GOING_ON).first()


@dataclass(frozen=True)
class Kept:
    """A recording on the meeting's page, with its file for those who may have it."""

    recording: Recording
    file: StoredFile | None


@dataclass(frozen=True)
class Shown:
    """What a meeting's page says of recording to one reader."""

    terms: RecordingTerms | None
    asked: Asked | None
    kept: list[Kept]
    proofs: list[Recording]
    withdrawn: list[RecordingConsent]
    may_delete: bool

    def __bool__(self) -> bool:
        return bool(self.terms or self.kept or self.proofs)


def shown_to(user: Any, meeting: Meeting) -> Shown:
    """Terms for every reader, files for whoever may have them, proofs and withdrawals for who steers."""
    rows = list(Recording.objects.filter(meeting=meeting))
    terms = terms_of(meeting) if rows or may_be_offered() else None
    if not (rows or terms):
        return Shown(None, None, [], [], [], may_delete=False)
    steers = bool(networks.may_steer(user, meeting.edition.network))
    reads = bool(rules.may_read_recordings(user, meeting))
    live = [row for row in rows if row.state == RecordingState.KEPT or (steers and row.state in _SAID)]
    files = {file.parent_id: file for file in files_of_all(Recording, [row.pk for row in live]).defer("text")}
    try:
        asked = asked_of(user, meeting.pk) if terms is not None else None
    except NotThere:
        asked = None
    withdrawn: list[RecordingConsent] = []
    if steers and live:
        those = RecordingConsent.objects.filter(terms__meeting=meeting).exclude(withdrawn_at=None)
        withdrawn = list(those.select_related("user").order_by("withdrawn_at"))
    return Shown(
        terms,
        asked,
        [Kept(row, files.get(row.pk)) for row in live] if reads else [],
        [row for row in rows if row.state == RecordingState.DELETED] if steers else [],
        withdrawn,
        may_delete=steers,
    )


_SAID = (*GOING_ON, RecordingState.ARRIVING, RecordingState.FAILED)


def recording_to_delete(user: Any, pk: int, number: int) -> Recording:
    """A recording `user` may delete. Raises NotThere for everybody else, and for one that is not kept."""
    found = Recording.objects.filter(meeting=pk, pk=number).select_related("meeting__edition__network").first()
    if found is None or not rules.may_delete_recording(user, found):
        raise NotThere
    return found
