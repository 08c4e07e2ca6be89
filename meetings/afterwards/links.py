"""Sealed links of letters to the three questions: bound to one person and one meeting; opening one changes nothing."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

_SALT = "meetings.afterwards"


def token(user_id: int, meeting_id: int) -> str:
    """What stands in the link."""
    return signing.dumps([user_id, meeting_id], salt=_SALT)


def path(user_id: int, meeting_id: int, useful: str = "") -> str:
    """The address of the questions, with the first answer chosen when it is given."""
    where = reverse("afterwards:survey", args=[token(user_id, meeting_id)])
    return f"{where}?o={useful}" if useful else where


def read(words: str) -> tuple[int, int] | None:
    """(person's number, meeting's number), or None when the link was not made by us."""
    try:
        user_id, meeting_id = signing.loads(words, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), int(meeting_id)
