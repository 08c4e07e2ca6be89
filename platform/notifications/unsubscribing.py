"""Signed links for less mail, for one person, without signing in (NT-08)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "notifications.unsubscribe"
SCOPES = ("kind", "place", "thing", "letter")
"""What a link makes quieter: a kind of news, a place, one thing, the weekly letter."""


def link(user_id: int, name: str, *, scope: str = "kind") -> str:
    """The full address for a letter."""
    token = signing.dumps([user_id, scope, name], salt=_SALT)
    return settings.BASE_URL + reverse("notifications:unsubscribe", args=[token])


def read(token: str) -> tuple[int, str, str] | None:
    """(person's number, scope, name), or None when the link was not made by us. Older links name a kind only."""
    try:
        user_id, *words = signing.loads(token, salt=_SALT)
        scope, name = words if len(words) == 2 else ("kind", words[0])
    except (signing.BadSignature, ValueError, TypeError, IndexError):
        return None
    return (int(user_id), str(scope), str(name)) if scope in SCOPES else None
