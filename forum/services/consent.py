"""May the words of a post be used further? Its author is asked, and says so once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from forum import rules
from forum.models import Consent, Post
from forum.notices import CONSENT_ANSWERED, CONSENT_ASKED
from kit import clock
from kit.verdicts import insist
from moderation import trail
from notifications.services import notify


@transaction.atomic
def ask_consent(*, by: Any, post: Post) -> Consent:
    """Ask the author once; whoever asks again is not a second letter. Raises Refused by rules.may_ask_consent."""
    insist(rules.may_ask_consent(by, post))
    consent, is_new = Consent.objects.get_or_create(post=post, defaults={"asked_by": by, "asked_at": clock.now()})
    if is_new:
        words = {"who": str(by), "title": post.thread.title}
        notify(
            CONSENT_ASKED,
            to=[post.author],
            title=_("%(who)s asks to use your post further: %(title)s") % words,
            text=post.excerpt,
            url=f"{post.get_absolute_url()}wykorzystaj/",
            about=post,
            by=by,
        )
    return consent


@transaction.atomic
def answer_consent(*, by: Any, post: Post, agrees: bool) -> Consent:
    """The author agrees or not, and may change it later. Raises Refused by rules.may_answer_consent."""
    insist(rules.may_answer_consent(by, post))
    consent, _is_new = Consent.objects.get_or_create(post=post)
    consent.agrees, consent.answered_at = agrees, clock.now()
    consent.save(update_fields=["agrees", "answered_at"])
    trail.write(by=by, action="forum.consent", about=post.thread, values={"number": post.number, "agrees": agrees})
    if consent.asked_by is not None and consent.asked_by_id != by.pk:
        said = _("%(who)s agrees: %(title)s") if agrees else _("%(who)s would rather not: %(title)s")
        notify(
            CONSENT_ANSWERED,
            to=[consent.asked_by],
            title=said % {"who": str(by), "title": post.thread.title},
            text=post.excerpt,
            url=f"{post.get_absolute_url()}wykorzystaj/",
            about=post,
            by=by,
        )
    return consent
