"""The address an answer goes to: who was written to, about what, under a seal made with the platform's key.

It is one person's and one thing's. It opens nothing by itself: the letter must come from that person's address, and the
rules are asked as if the person had written in the platform.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare

from notifications.registry import REPLIES, Replies

_SALT = b"notifications.replying"
_BYTES = 16
_SHAPE = r"([a-z]{1,8})-([0-9a-z]{1,13})-([0-9a-z]{1,13})-([a-z2-7]{26})"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Token:
    """What an address says, before it is believed."""

    sort: str
    user_id: int
    thing_id: int
    seal: str


def address(user_id: int, replies: Replies, thing: Any) -> str:
    """Where this person's answer about this thing goes; empty while no answers are taken.

    Mail servers may write an address in small letters, and its left part has room for 64 signs.
    """
    if not settings.REPLY_ADDRESS:
        return ""
    seal = _seal(replies.name, user_id, thing.pk, replies.scope(thing), settings.SECRET_KEY)
    token = f"{replies.name}-{_written(user_id)}-{_written(thing.pk)}-{seal}"
    return str(settings.REPLY_ADDRESS).replace("{token}", token)


def found_in(headers: str) -> list[Token]:
    """The tokens in all that a letter says about whom it went to, each once, at most three."""
    if not settings.REPLY_ADDRESS:
        return []
    before, _mark, after = str(settings.REPLY_ADDRESS).partition("{token}")
    pattern = re.compile(
        r"(?<![\w.+-])" + re.escape(before) + _SHAPE + re.escape(after) + r"(?![\w-]|\.\w)", re.IGNORECASE | re.ASCII
    )
    found = dict.fromkeys(match.groups() for match in pattern.finditer(headers))
    tokens = [
        Token(sort.lower(), int(user, 36), int(thing, 36), seal.lower()) for sort, user, thing, seal in list(found)[:3]
    ]
    return [token for token in tokens if token.user_id < 2**63 and token.thing_id < 2**63]


def believed(token: Token) -> tuple[Replies, Any] | None:
    """Who takes the answer, and the thing it answers; None when we did not make the token, or the thing is gone."""
    replies = REPLIES.get(token.sort)
    thing = replies.find(token.thing_id) if replies is not None else None
    if replies is None or thing is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    seals = [_seal(token.sort, token.user_id, token.thing_id, replies.scope(thing), key) for key in keys]
    return (replies, thing) if any(constant_time_compare(seal, token.seal) for seal in seals) else None


def _seal(sort: str, user_id: int, thing_id: int, scope: int, key: str) -> str:
    words = f"{sort}:{user_id}:{thing_id}:{scope}".encode()
    digest = hmac.new(hashlib.sha256(_SALT + key.encode()).digest(), words, hashlib.sha256).digest()[:_BYTES]
    return base64.b32encode(digest).decode().rstrip("=").lower()


def _written(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
