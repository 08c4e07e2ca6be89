"""The verbs of meetings: planning, what happens in the room, and who was there."""

from meetings.services.attendance import close_abandoned, correct, keep_alive, moved
from meetings.services.planning import answer, cancel, change, mark_held, plan, remind
from meetings.services.room import let_out, lower_hand, open_item, raise_hand, say

__all__ = [
    "answer",
    "cancel",
    "change",
    "close_abandoned",
    "correct",
    "keep_alive",
    "let_out",
    "lower_hand",
    "mark_held",
    "moved",
    "open_item",
    "plan",
    "raise_hand",
    "remind",
    "say",
]
