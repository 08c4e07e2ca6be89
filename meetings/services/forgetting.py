"""Attendance is evidence for two years; then who was there is forgotten, and how many stays."""

from __future__ import annotations

from django.db import transaction

from files.selectors import files_of_all
from files.services import remove
from kit import clock
from meetings import selectors
from meetings.models import Correction, Deck, Meeting, RecordingConsent, RoomEvent, SignIn, Visit
from moderation import trail

AT_ONCE = 200


def forget_old() -> int:
    """Forget stays, sign-ins, corrections and the room's words of meetings whose time is over; gives how many."""
    due = Meeting.objects.filter(ends_at__lt=clock.now() - selectors.KEPT_FOR, present_count=None).order_by("ends_at")
    count = 0
    for meeting in due[:AT_ONCE]:
        count += _forget(meeting)
    return count


@transaction.atomic
def _forget(meeting: Meeting) -> int:
    there = len(selectors.there_in([meeting]))
    if not Meeting.objects.filter(pk=meeting.pk, present_count=None).update(present_count=there):
        return 0
    for file in files_of_all(Deck, meeting.decks.values("pk")):
        remove(file=file)
    gone = {
        model._meta.model_name or "": model._default_manager.filter(meeting=meeting).delete()[0]
        for model in (Visit, SignIn, Correction, RoomEvent, Deck)
    }
    gone["recordingconsent"] = RecordingConsent.objects.filter(terms__meeting=meeting).delete()[0]
    trail.write(by=None, action="meetings.attendance.forget", about=meeting, values={"present": there, **gone})
    return 1
