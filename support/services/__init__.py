"""The verbs of school support. Each asks its row of states.ACTS, writes, leaves a line in the trail and tells."""

from support.services.acting import everyone
from support.services.counties import declare, note_cost, sum_up, write_county_plan
from support.services.diagnosing import (
    add_contact,
    add_need,
    drop_contact,
    drop_need,
    lay_aside,
    log,
    record_diagnosis,
    take_up,
)
from support.services.difficulties import note_difficulty, react
from support.services.evaluating import assess_goal, cancel, hold, recommend, record_evaluation, unrecommend
from support.services.extending import extend
from support.services.planning import (
    add_activity,
    add_goal,
    adopt,
    amend,
    change_activity,
    change_goal,
    drop_activity,
    drop_goal,
    present,
    send_back,
    write_plan,
)
from support.services.processes import agree, name_sore, open_process
from support.services.stages import advance, go_back, missing

__all__ = [
    "add_activity",
    "add_contact",
    "add_goal",
    "add_need",
    "adopt",
    "advance",
    "agree",
    "amend",
    "assess_goal",
    "cancel",
    "change_activity",
    "change_goal",
    "declare",
    "drop_activity",
    "drop_contact",
    "drop_goal",
    "drop_need",
    "everyone",
    "extend",
    "go_back",
    "hold",
    "lay_aside",
    "log",
    "missing",
    "name_sore",
    "note_cost",
    "note_difficulty",
    "open_process",
    "present",
    "react",
    "recommend",
    "record_diagnosis",
    "record_evaluation",
    "send_back",
    "sum_up",
    "take_up",
    "unrecommend",
    "write_county_plan",
    "write_plan",
]  # fmt: skip
