"""Kinds of notices the forum sends; only a mention by name (`@Anna Nowak`) is mailed at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum import rules
from notifications.registry import MAIL, kind


def _reads(user: Any, post: Any) -> bool:
    """A notice lives as long as its reader may read the post (NT-01)."""
    here = post.deleted_at is None and post.hidden_at is None
    return here and bool(rules.may_read(user, post.thread))


def _conversation(post: Any) -> Any:
    """What is followed or muted is the whole conversation."""
    return post.thread


MENTIONED = kind(
    "forum.mentioned", _("My name is called in a conversation"), level=MAIL, reads=_reads, thing=_conversation
)
REPLY_TO_ME = kind("forum.reply", _("A reply to what I wrote"), reads=_reads, thing=_conversation)
REPLY_FOLLOWED = kind("forum.followed", _("A reply in a conversation I follow"), reads=_reads, thing=_conversation)
