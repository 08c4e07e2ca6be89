"""The one letter that says what became of an answer by e-mail."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock
from notifications import mail
from notifications.enums import Received
from notifications.models import IncomingLetter


def send(letter_id: int) -> None:
    """Tell the sender once; what was given back is then forgotten. A second run sends nothing."""
    row = IncomingLetter.objects.select_related("user").filter(pk=letter_id, answered_at=None).first()
    if row is None or not row.user.is_active:
        return
    message(row).send()
    IncomingLetter.objects.filter(pk=row.pk).update(answered_at=clock.now(), text="", words="", left_out="")


def message(row: IncomingLetter) -> EmailMultiAlternatives:
    """What became of it, where it stands, what was left out; the text itself when it was not published."""
    with translation.override(settings.LANGUAGE_CODE):
        titles = {
            Received.PUBLISHED: _("Your answer is published"),
            Received.WAITING: _("Your answer waits to be read first"),
            Received.KEPT: _("Your answer is kept as a draft"),
        }
        values = {
            "title": titles.get(Received(row.outcome), _("Your answer was not published")),
            "words": row.words,
            "link": settings.BASE_URL + row.url if row.url else "",
            "left_out": row.left_out.splitlines(),
            "text": row.text,
        }
        subject = row.subject if row.subject.lower().startswith("re:") else f"Re: {row.subject}"
        number = mail.one_line(row.message_id)
        has_number = number.startswith("<") and " " not in number
        threading = {"In-Reply-To": number, "References": number} if has_number else {}
        letter = EmailMultiAlternatives(
            subject=mail.one_line(subject) if row.subject else values["title"],
            body=render_to_string("notifications/letters/answer.txt", values),
            to=[row.user.email],
            headers={
                "Message-ID": f"<answer-{row.pk}@{mail.hostname()}>",
                "Auto-Submitted": "auto-replied",
                "X-Auto-Response-Suppress": "All",
                **threading,
            },
        )
        letter.attach_alternative(render_to_string("notifications/letters/answer.html", values), "text/html")
    return letter
