"""The kind of notice about messages: they wait in Splot and in the weekly letter, unless one chooses otherwise."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.conversations import rules
from networks.conversations.models import Message
from notifications.registry import kind


def _reads(user: Any, message: Message) -> bool:
    return message.hidden_at is None and bool(rules.may_read(user, message.conversation))


WRITTEN = kind(
    "conversations.message",
    _("a message to me"),
    reads=_reads,
    among=rules.readable_messages,
    asks=True,
    thing=lambda message: message.conversation,
)
