"""Personal data in meetings: what each field is, what is exported, what becomes of it on erasure (PD-01)."""

from __future__ import annotations

from typing import Any

from accounts.personal_data import BLANK, ERASE, register
from meetings.models import (
    AgendaItem,
    Answer,
    Correction,
    Decision,
    Meeting,
    Minutes,
    Remark,
    RoomEvent,
    Visit,
)


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


register(
    Meeting,
    plain=(
        "id edition number kind title description starts_at ends_at mode place outside_link state cancel_reason "
        "version last_number created_at changed_at day_reminded_at hour_reminded_at week_reminded_at bring links once"
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
