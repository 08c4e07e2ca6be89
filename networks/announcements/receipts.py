"""Signed links of letters that confirm reading without signing in: bound to one person and one announcement."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "announcements.read"


def link(user_id: int, announcement_id: int) -> str:
    """The full address for a letter."""
    token = signing.dumps([user_id, announcement_id], salt=_SALT)
    return settings.BASE_URL + reverse("announcements:receipt", args=[token])


def read(token: str) -> tuple[int, int] | None:
    """(person's number, announcement's number), or None when the link was not made by us."""
    try:
        user_id, announcement_id = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), int(announcement_id)
