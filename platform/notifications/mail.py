"""A notice as a letter."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from kit import clock
from notifications.models import Notice
from notifications.registry import KINDS


def send(notice_id: int) -> None:
    """Send the notice unless it is sent, withdrawn, or no longer for its reader (NT-01)."""
    notice = Notice.objects.select_related("user").filter(pk=notice_id, mail_state="waiting").first()
    if notice is None or not notice.user.is_active:
        return
    kind = KINDS.get(notice.kind)
    if kind is None or notice.about is None or not kind.reads(notice.user, notice.about):
        Notice.objects.filter(pk=notice.pk).update(mail_state="dropped")
        return
    with translation.override(settings.LANGUAGE_CODE):
        values = {"notice": notice, "kind": kind, "link": settings.BASE_URL + notice.url, "discreet": kind.discreet}
        letter = EmailMultiAlternatives(
            subject=str(kind.label) if kind.discreet else " ".join(notice.title.split()),
            body=render_to_string("emails/notice.txt", values),
            to=[notice.user.email],
            headers={"Message-ID": f"<notice-{notice.pk}@{settings.ALLOWED_HOSTS[0]}>"},
        )
        letter.attach_alternative(render_to_string("emails/notice.html", values), "text/html")
    letter.send()
    Notice.objects.filter(pk=notice.pk).update(mail_state="sent", mailed_at=clock.now())
