"""Personal data after meetings (PD-01): that a person answered; never what."""

from __future__ import annotations

from accounts.personal_data import ERASE, register
from meetings.afterwards.models import Answered, Envelope

register(Envelope, plain="id meeting sent_at closes_at answered counts words shown")
register(
    Answered,
    plain="id envelope",
    personal={"user": ("that the person answered the questions after a meeting", ERASE)},
    rows=lambda user: Answered.objects.filter(user=user),
    erase=lambda user: Answered.objects.filter(user=user).delete(),
)
