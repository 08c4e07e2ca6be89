"""Live news for one person's open pages."""

from __future__ import annotations

import logging

from kit import news

logger = logging.getLogger(__name__)


def person_group(user_id: int) -> str:
    """The channel group of one person's open pages."""
    return f"person-{user_id}"


def told(*, user_id: int) -> None:
    """Say that the inbox changed; each open page asks for its own count. A lost signal loses nothing."""
    try:
        news.tell(person_group(user_id), {"type": "inbox.changed"})
    except OSError:
        logger.warning("the channel layer is away; person %s sees the notice on the next page", user_id)
