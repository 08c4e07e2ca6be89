"""Words to whoever runs the site: a form without an account and without a captcha, which ends as a letter.

No table keeps it: the letter stands in the worker's queue until the mail server has taken it, and two days longer.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock, later
from kit.once import OnceForm
from kit.verdicts import Refused
from pages import selectors

QUICKEST = timedelta(seconds=3)
"""No person reads the form, writes and sends in less."""
MOST_IN_AN_HOUR, MOST_OF_ALL = 5, 200
"""Letters from one address, and from everybody, in an hour."""
LONGEST = 4000
SALT = "pages.contact"
REMEMBERED = 24 * 3600
"""Seconds for which the same form sent again is the same letter."""


class Topic(models.TextChoices):
    """What somebody writes about."""

    NETWORKS = "networks", gettext_lazy("networks of teachers")
    SUPPORT = "support", gettext_lazy("support of a school")
    ACCOUNT = "account", gettext_lazy("an account or signing in")
    ACCESSIBILITY = "accessibility", gettext_lazy("accessibility of the site")
    DATA = "data", gettext_lazy("personal data")
    FAULT = "fault", gettext_lazy("something that does not work")
    OTHER = "other", gettext_lazy("something else")


def opened() -> str:
    """The moment at which a form was drawn, sealed."""
    return signing.dumps(clock.now().timestamp(), salt=SALT)


def _age(sealed: str) -> timedelta:
    """How long ago that was. Raises BadSignature for what is not ours."""
    return timedelta(seconds=clock.now().timestamp() - signing.loads(sealed, salt=SALT))


class ContactForm(OnceForm):
    """Who writes, what about, and the words. `website` is for machines: people do not see it."""

    topic = forms.ChoiceField(
        label=gettext_lazy("What do you write about?"), choices=Topic.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("What do you want to write?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write a few words.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("The answer goes there. We use the address for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Give an address to which we can answer.")},
    )
    website = forms.CharField(label=gettext_lazy("Leave this empty"), required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput, initial=opened)

    def clean(self) -> dict[str, Any]:
        """Refuse what came faster than anybody writes; the words stay in the form."""
        values = super().clean() or {}
        try:
            age = _age(values.get("opened", ""))
        except signing.BadSignature:
            self.data = {**self.data.dict(), "opened": opened()}  # type: ignore[attr-defined]  # the next press is good
            raise forms.ValidationError(_("Something is missing in the form. Press the button once more.")) from None
        if age < QUICKEST:
            raise forms.ValidationError(_("That was very fast. Wait a moment and press the button once more."))
        return values


def is_open() -> bool:
    """Whether the site says whom letters go to; without that there is no form."""
    return bool(selectors.menus()["contact_email"])


@transaction.atomic
def send(*, topic: str, words: str, name: str, email: str, key: UUID | None) -> None:
    """Have the letter sent; the same key again sends nothing more.

    Raises Refused where the site names no address, and for words that are empty or too long.
    """
    if not is_open():
        raise Refused(_("This site has no address for letters yet."))
    if not words.strip() or len(words) > LONGEST or topic not in Topic.values:
        raise Refused(_("Write a few words."))
    if key is not None and not cache.add(f"pages.contact-{key}", 1, REMEMBERED):
        return
    later.enqueue("pages.contact", topic=topic, words=words.strip(), writer=name.strip(), email=email)


@later.task("pages.contact")
def deliver(topic: str, words: str, writer: str, email: str) -> None:
    """The letter itself; an answer goes to whoever wrote."""
    values = {"topic": Topic(topic).label, "name": writer or "–", "email": email, "words": words}
    EmailMessage(
        subject=_("Letter from the site: %(topic)s") % values,
        body=_("From: %(name)s, %(email)s\nAbout: %(topic)s\n\n%(words)s") % values,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[selectors.menus()["contact_email"] or settings.DEFAULT_FROM_EMAIL],
        reply_to=[email],
    ).send()
