"""The verbs of the plan."""

from networks.planning.services.course import adopt, complete, consult, leave_behind, reopen, withdraw
from networks.planning.services.examples import begin_from, make_example, remove_example
from networks.planning.services.following import finish_with, mark_done, mark_undone
from networks.planning.services.stamping import plan_of
from networks.planning.services.talking import agree, answer_remark, remark
from networks.planning.services.writing import (
    Clash,
    add_goal,
    add_point,
    change_goal,
    change_point,
    check_point,
    remove_goal,
    remove_point,
    take_recommendation,
    write_words,
)

__all__ = [
    "Clash",
    "add_goal",
    "add_point",
    "adopt",
    "agree",
    "answer_remark",
    "begin_from",
    "change_goal",
    "change_point",
    "check_point",
    "complete",
    "consult",
    "finish_with",
    "leave_behind",
    "make_example",
    "mark_done",
    "mark_undone",
    "plan_of",
    "remark",
    "remove_example",
    "remove_goal",
    "remove_point",
    "reopen",
    "take_recommendation",
    "withdraw",
    "write_words",
]
