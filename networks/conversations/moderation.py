"""A message can be reported by those who got it; administrators decide, and see only what was reported."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from moderation.registry import moderated
from networks.conversations import rules, selectors, services
from networks.conversations.models import Message


def _judged(user: Any) -> QuerySet[Message]:
    return rules.judged_messages(user).select_related("conversation", "author")


def _judges(_message: Message) -> list[Any]:
    return list(get_user_model().objects.filter(is_superuser=True, is_active=True))


moderated(
    "message",
    label=_("message"),
    model=Message,
    find=selectors.message_by_pk,
    may_judge=rules.may_judge,
    judged=_judged,
    judges=_judges,
    author=lambda message: message.author,
    title=lambda message: str(_("A message")),
    words=lambda message: message.html,
    url=lambda message: message.get_absolute_url(),
    hide=services.hide,
    show=services.show,
    rows=lambda: Message.objects.select_related("conversation", "author"),
)
