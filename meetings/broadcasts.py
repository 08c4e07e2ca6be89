"""Word to the processes that hold a meeting's room; what happened is read by each of them from the database."""

from __future__ import annotations

import logging

from kit import hub, news

logger = logging.getLogger(__name__)

PREFIX = "room"


def _send(meeting_id: int, message: dict) -> None:
    try:
        news.tell(hub.group_of(PREFIX, str(meeting_id)), message)
    except OSError:
        logger.warning("the channel layer is away; room %s is caught up in the next round", meeting_id)


def room_touched(*, meeting_id: int) -> None:
    """Something was written into the room from outside its sockets."""
    _send(meeting_id, hub.touched(str(meeting_id)))


def person_out(*, meeting_id: int, user_id: int) -> None:
    """A person has no place in the room any more."""
    _send(meeting_id, hub.person_out(str(meeting_id), user_id))
