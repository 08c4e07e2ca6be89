"""Sending to push services: the title and the address only, encrypted for one browser (RFC 8291)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from pywebpush import WebPushException, webpush

from kit import later
from notifications.enums import Level
from notifications.models import Notice, PushBrowser
from notifications.pushing import keys
from notifications.registry import KINDS

LIVES = 24 * 3600
"""Seconds for which a push service keeps what a browser cannot take now."""
GONE = frozenset({400, 401, 403, 404, 410, 413})
"""Answers after which this browser's consent is worth nothing any more."""
LOUD = frozenset({Level.MAIL, Level.PUSH})
"""Levels of what is shown at once in a browser that was turned on."""


def is_known_service(endpoint: str) -> bool:
    """Whether an address belongs to a push service: a browser names it, and we call no other servers."""
    parts = urlsplit(endpoint)
    host = (parts.hostname or "").lower()
    is_local = host == "127.0.0.1" and host in settings.PUSH_SERVICES
    return (parts.scheme == "https" or is_local) and any(
        host == known or host.endswith("." + known) for known in settings.PUSH_SERVICES
    )


def send(notice_id: int) -> None:
    """Have each browser of the person told, unless the notice is read, withdrawn or no longer for this person."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, read_at=None).first()
    kind = KINDS.get(notice.kind) if notice is not None else None
    if notice is None or kind is None or notice.about is None or not notice.user.is_active:
        return
    if not kind.reads(notice.user, notice.about):
        return
    for number in PushBrowser.objects.filter(user=notice.user_id).values_list("pk", flat=True):
        later.enqueue("notifications.push_one", browser_id=number, notice_id=notice.pk)


def send_one(*, browser_id: int, notice_id: int) -> None:
    """Tell one browser; one that took its consent back is forgotten. Raises when the service is busy."""
    browser = PushBrowser.objects.filter(pk=browser_id).first()
    notice = Notice.objects.filter(pk=notice_id, read_at=None).first()
    key = keys.private()
    if browser is None or notice is None or key is None or browser.user_id != notice.user_id:
        return
    try:
        webpush(
            {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}},
            data=json.dumps(words(notice)),
            vapid_private_key=key,
            vapid_claims={"sub": settings.PUSH_CONTACT},
            ttl=LIVES,
            timeout=10,
        )
    except WebPushException as refused:
        status = refused.response.status_code if refused.response is not None else 0
        if status not in GONE:
            raise
        browser.delete()
    except (ValueError, TypeError):
        browser.delete()  # its keys are no keys


def words(notice: Notice) -> dict[str, Any]:
    """What is sent: the title and the address, never words of the thing; a discreet kind gives its own name only."""
    kind = KINDS[notice.kind]
    return {
        "title": str(kind.label) if kind.discreet else notice.title[:150],
        "url": reverse("notifications:open", args=[notice.pk]),
        "tag": notice.thing or f"notice-{notice.pk}",
    }
