"""What is done with a letter that came: who may be believed, what becomes of it, what its sender is told.

A letter that is not believed changes nothing and gets no answer: that would be a letter to a stranger.
"""

from __future__ import annotations

import logging
import re
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock, html, later
from kit.verdicts import NotThere, Refused
from notifications.enums import Received
from notifications.models import IncomingLetter
from notifications.registry import Replies, Taken
from notifications.replying import tokens
from notifications.replying.parsing import Incoming, read

logger = logging.getLogger(__name__)

MOST_IN_AN_HOUR = 30
"""Letters of one person that are taken in within an hour."""
_KEYS = uuid.UUID("5f0d3c1e-6c7b-5a55-9d0a-4f3c1e2b7a90")


def receive(raw: bytes, *, recipients: str = "") -> Received:
    """Take one letter in; gives what became of it. `recipients` are addresses the mail server names beside the letter.

    Raises only what a later try may mend (the database is away). The same letter twice is taken in once.
    """
    letter = read(raw)
    if letter is None:
        return _left_out(Received.UNREADABLE)
    if letter.is_automatic and not letter.calendar:
        return _left_out(Received.AUTOMATIC)
    user, replies, thing = _known(letter, recipients)
    if replies is None:
        return _left_out(Received.AUTOMATIC if letter.is_automatic else Received.UNKNOWN)
    if letter.is_automatic and replies.take_calendar is None:
        return _left_out(Received.AUTOMATIC)
    if is_denied(letter.checks):
        return _left_out(Received.FORGED)
    since = clock.now() - timedelta(hours=1)
    if IncomingLetter.objects.filter(user=user, received_at__gt=since).count() >= MOST_IN_AN_HOUR:
        return _left_out(Received.FLOOD)
    with translation.override(settings.LANGUAGE_CODE):
        return _taken_in(letter, user, replies, thing)


def _left_out(why: Received) -> Received:
    """A line for whoever looks after the platform, without a word of the letter."""
    logger.info("a letter was left out: %s", why.value)
    return why


def _known(letter: Incoming, recipients: str) -> tuple[Any, Replies | None, Any]:
    """(person, who takes the answer, what is answered) when the address is ours and the sender is whose it is."""
    for token in tokens.found_in(f"{recipients}\n{letter.recipients}"):
        user = get_user_model().objects.filter(pk=token.user_id, is_active=True).first()
        if user is None or not letter.sender or user.email.lower() != letter.sender:
            continue
        found = tokens.believed(token)
        if found is not None:
            return user, *found
    return None, None, None


def is_denied(checks: list[str]) -> bool:
    """Whether our own mail server found that the letter is not from whom it says (RFC 8601).

    Only the youngest word under our server's own name counts: anybody can write such a header into a letter.
    """
    ours = settings.MAIL_CHECKED_BY.lower()
    if not ours:
        return False
    said = next((check.lower() for check in checks if check.lower().split(";")[0].split()[:1] == [ours]), "")
    results = dict(reversed(re.findall(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", said)))
    if "dmarc" in results and results["dmarc"] not in {"none", "temperror"}:
        return results["dmarc"] != "pass"
    told = {results[name] for name in ("dkim", "spf") if name in results}
    return bool(told & {"fail", "permerror", "softfail"}) and "pass" not in told


def _taken_in(letter: Incoming, user: Any, replies: Replies, thing: Any) -> Received:
    if IncomingLetter.objects.filter(mark=letter.mark).exists():
        return Received.REPEATED
    try:
        with transaction.atomic():
            row = IncomingLetter.objects.create(
                user=user,
                mark=letter.mark,
                message_id=letter.message_id,
                subject=letter.subject,
                outcome=Received.REFUSED,
                left_out="\n".join(letter.attachments),
                received_at=clock.now(),
            )
            taken = _take(letter, user, replies, thing)
            row.outcome, row.words, row.url = taken.outcome, taken.words, taken.url
            if taken.outcome == Received.REFUSED:
                row.text = html.text_of(letter.markup)[:20_000]
            row.save(update_fields=["outcome", "words", "url", "text"])
            if taken.is_told and not letter.is_automatic:
                later.enqueue("notifications.answer", letter_id=row.pk)
    except IntegrityError:
        if not IncomingLetter.objects.filter(mark=letter.mark).exists():
            raise
        return Received.REPEATED
    return Received(row.outcome)


def _take(letter: Incoming, user: Any, replies: Replies, thing: Any) -> Taken:
    """Have the answer taken; a refusal becomes a sentence for its sender."""
    if letter.is_too_large:
        return Taken(Received.REFUSED, _("The letter is too large. Send it without attachments, or write in Splot."))
    if letter.calendar and replies.take_calendar is not None:
        return _take_calendar(letter, user, replies, thing)
    text = without_our_links(letter.markup)
    if not html.text_of(text):
        words = _("There were no words of yours in the letter. Write above the quoted text, in the letter itself.")
        return Taken(Received.REFUSED, words)
    try:
        with transaction.atomic():
            return replies.take(by=user, thing=thing, text=text, key=uuid.uuid5(_KEYS, letter.mark))
    except Refused as refused:
        return Taken(Received.REFUSED, str(refused.reason))
    except NotThere:
        return Taken(Received.REFUSED, _("You can no longer write where this letter came from."))


def _take_calendar(letter: Incoming, user: Any, replies: Replies, thing: Any) -> Taken:
    """Have a calendar's reply taken; a refusal becomes a sentence for its sender."""
    try:
        with transaction.atomic():
            return replies.take_calendar(by=user, thing=thing, calendar=letter.calendar, email=letter.sender)
    except Refused as refused:
        return Taken(Received.REFUSED, str(refused.reason))
    except NotThere:
        return Taken(Received.REFUSED, _("You can no longer write where this letter came from."))


def without_our_links(text: str) -> str:
    """The text without links of our letters that are one person's own (less mail, opening a notice)."""
    place = re.escape(reverse("notifications:inbox"))
    text = re.sub(rf"(?:https?:)?(?://)?{re.escape(settings.BASE_URL.split('://', 1)[-1])}{place}[^\s\"'<>]*", "", text)
    if settings.REPLY_ADDRESS:
        before, _mark, after = (re.escape(part) for part in settings.REPLY_ADDRESS.partition("{token}"))
        text = re.sub(rf"{before}[0-9a-z-]*{after}", "", text, flags=re.IGNORECASE)
    return text
