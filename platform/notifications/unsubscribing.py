"""Signed links that stop mail of one kind for one person, without signing in (NT-08)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"


def link(user_id: int, kind: str) -> str:
    """The full address for a letter."""
    return settings.BASE_URL + reverse("notifications:unsubscribe", args=[signing.dumps([user_id, kind], salt=_SALT)])


def read(token: str) -> tuple[int, str] | None:
    """(person's number, name of the kind), or None when the link was not made by us."""
    try:
        user_id, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), str(kind)
