"""Nouns of meetings: the meeting and its room, and what was written of it."""

from meetings.models.meeting import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    AgendaItem,
    Answer,
    Correction,
    Meeting,
    RoomEvent,
    Visit,
)
from meetings.models.minutes import Decision, Minutes, Remark

__all__ = [
    "CLOSES_AFTER",
    "OPENS_BEFORE",
    "AgendaItem",
    "Answer",
    "Correction",
    "Decision",
    "Meeting",
    "Minutes",
    "Remark",
    "RoomEvent",
    "Visit",
]
