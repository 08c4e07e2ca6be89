"""Signed links of letters that answer an invitation without signing in: bound to one person and one meeting.

Opening one changes nothing, so that neither a mail program that looks ahead nor a forwarded letter answers by itself.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SALT = "meetings.answer"


def token(user_id: int, meeting_id: int) -> str:
    """What stands in the link."""
    return signing.dumps([user_id, meeting_id], salt=_SALT)


def link(user_id: int, meeting_id: int, coming: str) -> str:
    """The full address for a letter; it proposes the answer `coming`."""
    where = reverse("meetings:answer_link", args=[token(user_id, meeting_id)])
    return f"{settings.BASE_URL}{where}?odpowiedz={coming}"


def read(words: str) -> tuple[int, int] | None:
    """(person's number, meeting's number), or None when the link was not made by us."""
    try:
        user_id, meeting_id = signing.loads(words, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(user_id), int(meeting_id)
