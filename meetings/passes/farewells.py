"""What passes hold about people (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from accounts.personal_data import BLANK, ERASE, register
from meetings.passes.models import ExpertPass


def _own(user: Any) -> Any:
    return ExpertPass.objects.filter(Q(guest=user) | Q(email=user.email))


def _erase(user: Any) -> None:
    _own(user).delete()
    ExpertPass.objects.filter(issued_by=user).update(issued_by=None)


WHO = "who is invited to one meeting; to let the person in"
register(
    ExpertPass,
    private="secret",
    plain="id meeting issued_at sent_at revoked_at is_visitor once",
    personal={
        **dict.fromkeys(("name", "email", "guest", "secret", "opened_at"), (WHO, ERASE)),
        "issued_by": ("who invited the expert", BLANK),
    },
    rows=lambda user: ExpertPass.objects.filter(Q(guest=user) | Q(email=user.email) | Q(issued_by=user)),
    erase=_erase,
)
