"""Personal data in meetings: what each field is, what is exported, what becomes of it on erasure (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.personal_data import BLANK, ERASE, register
from kit.rich_texts import rich_text
from meetings.models import (
    Admission,
    AgendaItem,
    Answer,
    BoardMark,
    Certificate,
    Correction,
    Decision,
    Deck,
    Handout,
    Meeting,
    Minutes,
    NoteChange,
    Poll,
    Recording,
    RecordingConsent,
    RecordingTerms,
    Remark,
    RoomEvent,
    RoomSettings,
    SignIn,
    Visit,
    Whisper,
)
from meetings.services.recording_terms import tell_withdrawn


def _led_by(user: Any) -> Any:
    """Points of the agenda with the person's name in a network the person belongs to; the name is plain text."""
    return AgendaItem.objects.filter(
        leader=user.get_full_name(), meeting__edition__in=user.memberships.values("edition")
    ).exclude(leader="")


def _erase_leader(user: Any) -> None:
    """Take the name off the points the person led."""
    AgendaItem.objects.filter(pk__in=list(_led_by(user).values_list("pk", flat=True))).update(leader="")


def _erase_events(user: Any) -> None:
    """Take the person's words and name out of rooms; the numbers stay, so that nothing else moves."""
    for event in RoomEvent.objects.filter(author=user):
        event.values = {**event.values, "name": ""} | ({"text": ""} if "text" in event.values else {})
        event.author = None
        event.made_key = ""
        event.save(update_fields=["values", "author", "made_key"])


def _erase_consents(user: Any) -> None:
    """Without an account there is no consent: those who steer are told where something was recorded on it."""
    given = RecordingConsent.objects.filter(user=user, is_given=True, withdrawn_at=None)
    for meeting in Meeting.objects.filter(recording_terms__consents__in=given).distinct():
        tell_withdrawn(meeting, user)
    RecordingConsent.objects.filter(user=user).delete()


def _erase_votes(user: Any) -> None:
    """Take the person out of polls; the counts of closed ones stay."""
    Poll.objects.filter(made_by=user).update(made_by=None)
    met = Meeting.objects.filter(visits__user=user).values("pk")
    for poll in Poll.objects.filter(meeting__in=met):
        if user.pk not in poll.voters:
            continue
        poll.voters = [one for one in poll.voters if one != user.pk]
        poll.ballots.pop(str(user.pk), None)
        for row in poll.results:
            row["names"] = ["" if name == str(user) else name for name in row["names"]]
        poll.save(update_fields=["voters", "ballots", "results"])


register(
    Meeting,
    plain=(
        "id edition number kind title description starts_at ends_at mode place outside_link state cancel_reason "
        "version last_number created_at changed_at day_reminded_at hour_reminded_at week_reminded_at "
        "silent_reminded_at present_count travel capacity sign_code bring links once"
    ),
    personal={"created_by": ("who planned the meeting", BLANK)},
    rows=lambda user: Meeting.objects.filter(created_by=user),
    erase=lambda user: Meeting.objects.filter(created_by=user).update(created_by=None),
)
register(
    AgendaItem,
    plain="id meeting position title minutes",
    personal={"leader": ("who leads a point, as the coordinator wrote it", BLANK)},
    rows=_led_by,
    erase=_erase_leader,
)
register(
    Answer,
    plain="id meeting",
    personal={
        "user": ("whose answer", ERASE),
        "coming": ("whether the person comes", ERASE),
        "answered_at": ("when it was said", ERASE),
        "lined_at": ("since when the person waits for a place", ERASE),
    },
    rows=lambda user: Answer.objects.filter(user=user),
    erase=lambda user: Answer.objects.filter(user=user).delete(),
)
register(
    RoomEvent,
    plain="id meeting number kind made_key at",
    personal={"author": ("who did it", BLANK), "values": ("the words of the chat, the name as it was", BLANK)},
    rows=lambda user: RoomEvent.objects.filter(author=user),
    erase=_erase_events,
)
register(
    NoteChange,
    plain="id meeting update made_key at",
    personal={"author": ("who wrote", BLANK)},
    rows=lambda user: NoteChange.objects.filter(author=user),
    erase=lambda user: NoteChange.objects.filter(author=user).update(author=None),
)
register(
    Poll,
    plain="id meeting question kind options is_anonymous made_at closed_at",
    personal={
        "made_by": ("who asked", BLANK),
        "voters": ("who voted", ERASE),
        "ballots": ("what was voted, by name where the poll is not anonymous", ERASE),
        "results": ("names beside the answers where the poll is not anonymous", BLANK),
    },
    rows=lambda user: [one for one in Poll.objects.all() if user.pk in one.voters or one.made_by_id == user.pk],
    erase=_erase_votes,
)
register(
    Deck,
    plain="id meeting file pages note made_at",
    personal={"made_by": ("who chose slides to show", BLANK)},
    rows=lambda user: Deck.objects.filter(made_by=user),
    erase=lambda user: Deck.objects.filter(made_by=user).update(made_by=None),
)
register(
    BoardMark,
    plain="id meeting number gone shape made_key at",
    personal={"author": ("who drew it", BLANK)},
    rows=lambda user: BoardMark.objects.filter(author=user),
    erase=lambda user: BoardMark.objects.filter(author=user).update(author=None),
)
register(
    Handout,
    plain="id meeting title address made_at",
    personal={"made_by": ("who handed it out", BLANK)},
    rows=lambda user: Handout.objects.filter(made_by=user),
    erase=lambda user: Handout.objects.filter(made_by=user).update(made_by=None),
)
register(
    RoomSettings,
    plain="id meeting is_open_early is_locked may_speak may_show may_write may_note may_whisper",
    personal={},
)
register(
    Admission,
    plain="id meeting is_cohost seen_at",
    personal={
        "user": ("who came to the door of a room", ERASE),
        "standing": ("whether the person was let in", ERASE),
        "decided_by": ("who decided it", BLANK),
    },
    rows=lambda user: Admission.objects.filter(user=user),
    erase=lambda user: (
        Admission.objects.filter(user=user).delete(),
        Admission.objects.filter(decided_by=user).update(decided_by=None),
    ),
)
register(
    RecordingTerms,
    plain="id meeting version purpose days made_at",
    personal={"made_by": ("who said that a meeting is recorded", BLANK)},
    rows=lambda user: RecordingTerms.objects.filter(made_by=user),
    erase=lambda user: RecordingTerms.objects.filter(made_by=user).update(made_by=None),
)
register(
    RecordingConsent,
    plain="id terms wording",
    personal={
        "user": ("who answered whether to be recorded", ERASE),
        "is_given": ("whether the person agreed", ERASE),
        "answered_at": ("when the answer was given", ERASE),
        "withdrawn_at": ("when it was taken back", ERASE),
    },
    rows=lambda user: RecordingConsent.objects.filter(user=user),
    erase=_erase_consents,
)
register(
    Recording,
    plain=(
        "id meeting terms state name egress asked_at started_at ended_at keep_until size sha256 deleted_at deleted_why "
        "seen_gone_at"
    ),
    personal={
        "started_by": ("who started a recording", BLANK),
        "deleted_by": ("who deleted a recording", BLANK),
    },
    rows=lambda user: Recording.objects.filter(Q(started_by=user) | Q(deleted_by=user)),
    erase=lambda user: (
        Recording.objects.filter(started_by=user).update(started_by=None),
        Recording.objects.filter(deleted_by=user).update(deleted_by=None),
    ),
)
register(
    Whisper,
    plain="id meeting made_key at",
    personal={
        "author": ("who wrote to one person", ERASE),
        "to": ("to whom", ERASE),
        "text": ("the words", ERASE),
    },
    rows=lambda user: Whisper.objects.filter(Q(author=user) | Q(to=user)),
    erase=lambda user: Whisper.objects.filter(Q(author=user) | Q(to=user)).delete(),
)
register(
    Visit,
    plain="id meeting process seen_at",
    personal={
        "user": ("who was in the room", ERASE),
        "joined_at": ("since when", ERASE),
        "left_at": ("until when", ERASE),
    },
    rows=lambda user: Visit.objects.filter(user=user),
    erase=lambda user: Visit.objects.filter(user=user).delete(),
)
register(
    SignIn,
    plain="id meeting",
    personal={
        "user": ("who signed in by the code", ERASE),
        "at": ("when", ERASE),
        "tries": ("how many wrong codes before", ERASE),
    },
    rows=lambda user: SignIn.objects.filter(user=user),
    erase=lambda user: SignIn.objects.filter(user=user).delete(),
)
register(
    Correction,
    plain="id meeting made_at",
    personal={
        "user": ("whose attendance", ERASE),
        "was_there": ("whether the person was there", ERASE),
        "made_by": ("who corrected it", BLANK),
    },
    rows=lambda user: Correction.objects.filter(user=user),
    erase=lambda user: (
        Correction.objects.filter(user=user).delete(),
        Correction.objects.filter(made_by=user).update(made_by=None),
    ),
)
register(
    Certificate,
    plain="id number edition meeting issued_at",
    personal={
        "user": ("to whom it was issued", ERASE),
        "name": ("the name on the paper", ERASE),
        "count": ("how many meetings it confirms", ERASE),
        "minutes": ("how much time it confirms", ERASE),
    },
    rows=lambda user: Certificate.objects.filter(user=user),
    erase=lambda user: Certificate.objects.filter(user=user).delete(),
)
register(
    Minutes,
    plain="id meeting state summary texts questions version saved_at published_at corrected_at",
    personal={"saved_by": ("who wrote the minutes last", BLANK)},
    rows=lambda user: Minutes.objects.filter(saved_by=user),
)
register(
    Decision,
    plain="id meeting position text for_all until_on created_at",
    personal={"person": ("who is to do what was decided", BLANK)},
    rows=lambda user: Decision.objects.filter(person=user),
)
register(
    Remark,
    plain="id minutes made_at answered_at once",
    personal={
        "author": ("who would put something right", ERASE),
        "text": ("what to put right", ERASE),
        "answer": ("what was answered", ERASE),
        "answered_by": ("who answered", BLANK),
    },
    rows=lambda user: Remark.objects.filter(author=user),
    erase=lambda user: (
        Remark.objects.filter(author=user).delete(),
        Remark.objects.filter(answered_by=user).update(answered_by=None),
    ),
)

rich_text(Meeting, "description")
