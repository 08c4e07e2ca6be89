"""The anonymous question: nobody, the coordinator and the administrator included, can find out who asked.

No author is stored, no moment, no trail and no one-time key. Against flooding a count stands in the cache under a
hash whose salt is drawn anew every day and lives nowhere else; when the day ends both are gone, and no question is
named in it. Everybody in the network is told of the question, the asker too: a missing notice would give them away.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.once import once
from kit.verdicts import Refused, insist
from networks.models import Edition, Membership
from networks.needs import notices, rules
from networks.needs.models import Question, Reply
from notifications.services import notify

A_DAY = 3
"""Questions one person may ask in a day, over all networks."""
_DAY = 60 * 60 * 26


def _count_one(user: Any) -> None:
    """Count a question of today; raises Refused above the limit."""
    day = clock.today().isoformat()
    salt = cache.get_or_set(f"needs.salt.{day}", lambda: secrets.token_hex(32), _DAY)
    token = hmac.new(str(salt).encode(), str(user.pk).encode(), hashlib.sha256).hexdigest()
    key = f"needs.asked.{day}.{token}"
    cache.add(key, 0, _DAY)
    if cache.incr(key) > A_DAY:
        raise Refused(_("You have asked three anonymous questions today. The next one is possible tomorrow."))


@transaction.atomic
def ask(*, by: Any, edition: Edition, words: str) -> Question:
    """Ask the network anonymously. Raises Refused unless `by` is a member, for empty words, above three a day."""
    insist(rules.may_speak(by, edition))
    words = words.strip()
    if not words:
        raise Refused(_("Write something first."))
    _count_one(by)
    question = Question.objects.create(edition=edition, words=words[:2000], asked_on=clock.today())
    notify(
        notices.ASKED,
        to=[held.user for held in Membership.objects.active().filter(edition=edition).select_related("user")],
        about=question,
        title=_("An anonymous question to the network"),
        text=question.words,
        url=question.get_absolute_url(),
    )
    return question


@transaction.atomic
def reply(*, by: Any, question: Question, words: str, key: UUID | None = None) -> Reply:
    """Answer a question under one's own name. Raises Refused unless `by` is in the network, and for empty words."""
    insist(rules.may_reply(by, question.edition))
    words = words.strip()
    if not words:
        raise Refused(_("Write something first."))
    if question.hidden_at is not None:
        raise Refused(_("This was hidden by a moderator."))

    def make() -> Reply:
        return Reply.objects.create(question=question, author=by, words=words[:4000], made_at=clock.now(), once=key)

    return once(Reply.objects.filter(author=by), key, make)
