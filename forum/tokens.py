"""The secret in a feed's address: its number, and a seal over its nonce made with the platform's key."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from forum.models import NewsFeed

_SALT = "forum.feed"


def _seal(feed: NewsFeed, key: str) -> str:
    return salted_hmac(_SALT, f"{feed.pk}:{feed.nonce}", secret=key, algorithm="sha256").hexdigest()[:40]


def token(feed: NewsFeed) -> str:
    """The secret part of the address: the table alone opens nothing."""
    return f"{feed.pk}-{_seal(feed, settings.SECRET_KEY)}"


def fits(feed: NewsFeed, given: str) -> bool:
    """Whether the seal is this feed's, with the present key or one of those before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(_seal(feed, key), given) for key in keys)
