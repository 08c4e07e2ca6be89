"""A notice as a letter."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock, later
from notifications import unsubscribing
from notifications.models import Notice
from notifications.registry import KINDS, Kind

MOST_IN_AN_HOUR = 20
"""Letters one person gets in an hour; further ones wait (NT-10)."""
WAIT = timedelta(minutes=20)


def send(notice_id: int) -> None:
    """Send the notice unless it is sent, withdrawn, or no longer for its reader (NT-01)."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, mail_state="waiting").first()
    if notice is None:
        return
    kind = KINDS.get(notice.kind)
    is_for_reader = notice.user.is_active and notice.user.email and kind is not None and notice.about is not None
    if kind is None or not is_for_reader or not kind.reads(notice.user, notice.about):
        Notice.objects.filter(pk=notice.pk).update(mail_state="dropped")
        return
    lately = Notice.objects.filter(user=notice.user, mailed_at__gt=clock.now() - timedelta(hours=1))
    if lately.count() >= MOST_IN_AN_HOUR:
        later.enqueue("notifications.mail", after=WAIT, notice_id=notice.pk)
        return
    letter(notice, kind).send()
    Notice.objects.filter(pk=notice.pk).update(mail_state="sent", mailed_at=clock.now())


def one_line(text: str) -> str:
    """Text fit for a header: one line, nothing invisible (NT-07)."""
    seen = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(char for char in seen if unicodedata.category(char) not in {"Cf", "Cs"}).split())[:150]


def letter(notice: Notice, kind: Kind) -> EmailMultiAlternatives:
    """The letter: plain text and HTML, a link, and a way to stop such letters."""
    stop = unsubscribing.link(notice.user_id, kind.name)
    with translation.override(settings.LANGUAGE_CODE):
        values = {
            "notice": notice,
            "kind": kind,
            "link": settings.BASE_URL + reverse("notifications:open", args=[notice.pk]),
            "discreet": kind.discreet,
            "stop_link": stop,
            "stop_words": _("You get letters about: %(kind)s.") % {"kind": kind.label},
            "stop_action": _("Stop such letters"),
        }
        message = EmailMultiAlternatives(
            subject=one_line(str(kind.label) if kind.discreet else notice.title) or str(kind.label),
            body=render_to_string("emails/notice.txt", values),
            to=[notice.user.email],
            headers={
                # Stable, so that a letter sent twice after a crash is one letter for the reader's mail program.
                "Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.BASE_URL).hostname}>",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("emails/notice.html", values), "text/html")
    return message
