"""Personal data in date polls (PD-01)."""

from __future__ import annotations

from accounts.personal_data import BLANK, ERASE, register
from meetings.datepolls.models import DatePoll, Moment, Say

register(
    DatePoll,
    plain=(
        "id edition title text kind agenda minutes mode place until_on state meeting created_at ended_at reminded_at "
        "due_told_at once"
    ),
    personal={"created_by": ("who looks for the date", BLANK)},
    rows=lambda user: DatePoll.objects.filter(created_by=user),
    erase=lambda user: DatePoll.objects.filter(created_by=user).update(created_by=None),
)
register(Moment, plain="id poll starts_at")
register(
    Say,
    plain="id moment",
    personal={
        "user": ("who answered", ERASE),
        "fits": ("whether the moment suits the person", ERASE),
        "said_at": ("when it was said", ERASE),
    },
    rows=lambda user: Say.objects.filter(user=user),
    erase=lambda user: Say.objects.filter(user=user).delete(),
)
