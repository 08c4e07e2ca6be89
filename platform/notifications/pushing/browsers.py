"""Browsers in which people turned news on."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import NotThere, Refused
from notifications.models import PushBrowser
from notifications.pushing import keys, sending

MOST = 10
"""Browsers of one person; the oldest gives way."""
_NAMES = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "Mac"))


def of(user: Any) -> list[PushBrowser]:
    """The person's browsers, the youngest first."""
    return list(PushBrowser.objects.filter(user=user))


def reached(numbers: list[int]) -> set[int]:
    """Which of these people have a browser turned on; no query where nobody can have one."""
    if not numbers or keys.private() is None:
        return set()
    return set(PushBrowser.objects.filter(user__in=numbers).values_list("user", flat=True))


@transaction.atomic
def turn_on(*, by: Any, endpoint: str, p256dh: str, auth: str, agent: str) -> PushBrowser:
    """Keep a browser of `by`; one that was somebody else's on the same computer is theirs no more.

    Raises Refused when the platform has no key, or what the browser says is no address and keys of a push service.
    """
    is_whole = len(endpoint) <= 500 and _size(p256dh) == 65 and _size(auth) == 16
    if keys.private() is None or not is_whole or not sending.is_known_service(endpoint):
        raise Refused(_("This browser could not be turned on. Try again later."))
    values = {"user": by, "p256dh": p256dh, "auth": auth, "label": label_of(agent), "made_at": clock.now()}
    browser = PushBrowser.objects.update_or_create(endpoint=endpoint, defaults=values)[0]
    kept = PushBrowser.objects.filter(user=by).values_list("pk", flat=True)[:MOST]
    PushBrowser.objects.filter(user=by).exclude(pk__in=list(kept)).delete()
    return browser


def turn_off(*, by: Any, number: int) -> None:
    """Forget one of the person's own browsers. Raises NotThere for any other."""
    found = PushBrowser.objects.filter(user=by, pk=number).first()
    if found is None:
        raise NotThere
    found.delete()


def label_of(agent: str) -> str:
    """A browser in words its owner knows."""
    name = next((words for sign, words in _NAMES if sign in agent), _("A browser"))
    system = next((words for sign, words in _SYSTEMS if sign in agent), "")
    return f"{name}, {system}" if system else str(name)


def _size(text: str) -> int:
    """How many bytes a key has; 0 when it is none."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,120}={0,2}", text):
        return 0
    try:
        return len(base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)))
    except (binascii.Error, ValueError):
        return 0
