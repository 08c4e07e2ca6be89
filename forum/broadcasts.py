"""Live news of a thread: only numbers travel, each open page fetches what its reader may see."""

from __future__ import annotations

import logging
from typing import Any

from kit import news

logger = logging.getLogger(__name__)


def thread_group(thread_id: int) -> str:
    """The channel group of a thread's open pages."""
    return f"watek-{thread_id}"


def person_group(user_id: int) -> str:
    """The channel group of all threads one person has open."""
    return f"watki-osoby-{user_id}"


def person_out(*, user_id: int) -> None:
    """Say that a person lost a place: each of that person's open pages asks its right anew at once (AC-06)."""
    _send(person_group(user_id), {"type": "person.out"})


def reply_posted(*, thread_id: int, number: int) -> None:
    """Say that a post came; call after the commit. A lost signal loses nothing: the next page shows it."""
    _send(thread_group(thread_id), {"type": "post.posted", "number": number})


def post_changed(*, thread_id: int, number: int) -> None:
    """Say that a post was changed, hidden, shown or taken back."""
    _send(thread_group(thread_id), {"type": "post.changed", "number": number})


def _send(group: str, event: dict[str, Any]) -> None:
    try:
        news.tell(group, event)
    except OSError:
        logger.warning("the channel layer is away; %s hears the news on the next page", group)
