"""Unread messages in the weekly letter: whose, never what."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from networks.conversations import selectors
from notifications.registry import Line, section


def waits(user: Any) -> list[Line]:
    """Conversations with something unread."""
    return [
        Line(_("Messages: %(name)s") % {"name": conversation.name}, conversation.get_absolute_url())
        for conversation in selectors.unread_of(user)
    ]


section("conversations", waits=waits, covers=("conversations.message",))
