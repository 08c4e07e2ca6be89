"""What notices hold about people: a cellar app's own papers (PD-01)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Q, Value
from django.db.models.functions import Left, Replace
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit.personal_data import ERASE, register
from notifications.models import IncomingLetter, Letter, Notice, Preference, PushBrowser, Rhythm

TELLS = gettext_lazy("to tell the person what happened and where")
CHOICE = gettext_lazy("to write to the person only as often as was asked")


def forget_notices(user: Any) -> None:
    """The person's own notices go; in notices of others the person's name gives way to a neutral one.

    A namesake keeps the name: then it cannot be told whose it is.
    """
    Notice.objects.filter(user=user).delete()
    name = user.get_full_name()
    namesakes = get_user_model().objects.filter(first_name=user.first_name, last_name=user.last_name)
    if not name.strip() or namesakes.exclude(pk=user.pk).exists():
        return
    neutral = Value(_("Deleted account"))
    Notice.objects.filter(Q(title__contains=name) | Q(text__contains=name)).update(
        title=Left(Replace(F("title"), Value(name), neutral), 300), text=Replace(F("text"), Value(name), neutral)
    )


register(
    Notice,
    plain="about_type about_id",
    personal=dict.fromkeys(
        ("user", "kind", "title", "text", "url", "created_at", "read_at", "mail_state", "mailed_at", "place", "thing"),
        (TELLS, ERASE),
    ),
    rows=lambda user: Notice.objects.filter(user=user),
    erase=forget_notices,
)
register(
    Preference,
    personal=dict.fromkeys(("user", "kind", "place", "thing", "level"), (CHOICE, ERASE)),
    rows=lambda user: Preference.objects.filter(user=user),
)
register(
    Rhythm,
    personal=dict.fromkeys(
        ("user", "wants_letter", "weekday", "hour", "quiet_from", "quiet_until", "rests_in_breaks"), (CHOICE, ERASE)
    ),
    rows=lambda user: Rhythm.objects.filter(user=user),
)
register(
    Letter,
    personal=dict.fromkeys(("user", "for_on", "state", "made_at", "sent_at"), (CHOICE, ERASE)),
    rows=lambda user: Letter.objects.filter(user=user),
)
register(
    IncomingLetter,
    personal=dict.fromkeys(
        (
            *("user", "mark", "message_id", "subject", "outcome", "words", "url", "text", "left_out"),
            *("received_at", "answered_at"),
        ),
        (gettext_lazy("to publish an answer by e-mail once and to say what became of it"), ERASE),
    ),
    private="mark",
    rows=lambda user: IncomingLetter.objects.filter(user=user),
)
register(
    PushBrowser,
    personal=dict.fromkeys(("user", "endpoint", "p256dh", "auth", "label", "made_at"), (CHOICE, ERASE)),
    private="endpoint p256dh auth",
    rows=lambda user: PushBrowser.objects.filter(user=user),
)
