"""The verbs of moderation. The author is always told, and nothing happens twice."""

from moderation.services.answers import outcome_in_words, reasons_for_reporters
from moderation.services.appeals import appeal, object_from_outside, object_to
from moderation.services.arranging import (
    add_ground,
    change_ground,
    restore_ground,
    retire_ground,
    unwatch,
    watch,
)
from moderation.services.cases import claim, climb, let_go, open_case, remark, resubmit, withdraw
from moderation.services.danger import log_danger
from moderation.services.decisions import decide, decide_many
from moderation.services.outside import forget_outside, report_from_outside
from moderation.services.reports import report

__all__ = [
    "add_ground",
    "appeal",
    "change_ground",
    "claim",
    "climb",
    "decide",
    "decide_many",
    "forget_outside",
    "let_go",
    "log_danger",
    "object_from_outside",
    "object_to",
    "open_case",
    "outcome_in_words",
    "reasons_for_reporters",
    "remark",
    "report",
    "report_from_outside",
    "restore_ground",
    "resubmit",
    "retire_ground",
    "unwatch",
    "watch",
    "withdraw",
]
