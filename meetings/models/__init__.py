"""Nouns of meetings: the meeting and its room, and what was written of it."""

from meetings.models.board import BoardMark
from meetings.models.certificate import Certificate
from meetings.models.handout import Handout
from meetings.models.meeting import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    AgendaItem,
    Answer,
    Correction,
    Meeting,
    RoomEvent,
    SignIn,
    Visit,
)
from meetings.models.minutes import Decision, Minutes, Remark
from meetings.models.note import NoteChange
from meetings.models.poll import Poll, PollKind
from meetings.models.recording import (
    GOING_ON,
    Recording,
    RecordingConsent,
    RecordingState,
    RecordingTerms,
    WhyDeleted,
)
from meetings.models.room import Admission, RoomSettings, Standing, Whisper
from meetings.models.slides import Deck

__all__ = [
    "CLOSES_AFTER",
    "GOING_ON",
    "OPENS_BEFORE",
    "Admission",
    "AgendaItem",
    "Answer",
    "BoardMark",
    "Certificate",
    "Correction",
    "Decision",
    "Deck",
    "Handout",
    "Meeting",
    "Minutes",
    "NoteChange",
    "Poll",
    "PollKind",
    "Recording",
    "RecordingConsent",
    "RecordingState",
    "RecordingTerms",
    "Remark",
    "RoomEvent",
    "RoomSettings",
    "SignIn",
    "Standing",
    "Visit",
    "Whisper",
    "WhyDeleted",
]
