"""The verbs of meetings: planning, what happens in the room, and who was there."""

from meetings.services.attendance import close_abandoned, correct, keep_alive, moved
from meetings.services.minutes import answer_remark, publish_minutes, remark, save_minutes, settle, take_in
from meetings.services.planning import answer, cancel, change, mark_held, plan, remind
from meetings.services.preparing import prepare
from meetings.services.room import let_out, lower_hand, open_item, raise_hand, say

__all__ = [
    "answer",
    "answer_remark",
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
    "prepare",
    "publish_minutes",
    "raise_hand",
    "remark",
    "remind",
    "save_minutes",
    "say",
    "settle",
    "take_in",
]
