"""What open meetings hold about people (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.personal_data import BLANK, ERASE, register
from meetings.openings.models import Opening, SignUp

ASKED = "who asked to come to an open meeting; to confirm it, for a day"


def _named(user: Any) -> Any:
    """Openings that name the person in a network the person belongs to; the name is plain text."""
    return Opening.objects.filter(
        led_by__icontains=user.get_full_name(), meeting__edition__in=user.memberships.values("edition")
    ).exclude(led_by="")


def _erase_opening(user: Any) -> None:
    if user.get_full_name():
        Opening.objects.filter(pk__in=list(_named(user).values_list("pk", flat=True))).update(
            led_by="", led_agreed_on=None
        )
    Opening.objects.filter(published_by=user).update(published_by=None)


register(
    Opening,
    plain="id meeting audience led_agreed_on published_at withdrawn_at",
    personal={
        "led_by": ("who leads the meeting, named in public with own consent", BLANK),
        "published_by": ("who let everybody see the meeting", BLANK),
    },
    rows=lambda user: Opening.objects.filter(
        Q(published_by=user) | Q(pk__in=_named(user).values("pk") if user.get_full_name() else [])
    ),
    erase=_erase_opening,
)
register(
    SignUp,
    private="secret",
    plain="id meeting",
    personal=dict.fromkeys(("name", "email", "secret", "asked_at"), (ASKED, ERASE)),
    rows=lambda user: SignUp.objects.filter(email=user.email),
    erase=lambda user: SignUp.objects.filter(email=user.email).delete(),
)
