"""The verbs of outcomes."""

from networks.outcomes.services.approval import approve, hide, return_file, send, show_again, take_back, withdraw
from networks.outcomes.services.consents import agree, withdraw_consent
from networks.outcomes.services.materials import attach, describe, detach
from networks.outcomes.services.planting import plant
from networks.outcomes.services.preparing import (
    add_author,
    add_station,
    check_personal_data,
    delete,
    drop_station,
    leave_author,
    propose,
    save,
)
from networks.outcomes.services.public import (
    answer,
    ask,
    hide_question,
    hide_use,
    say_we_use,
    show_question,
    show_use,
    take_use_back,
)

__all__ = [
    "add_author",
    "add_station",
    "agree",
    "answer",
    "approve",
    "ask",
    "attach",
    "check_personal_data",
    "delete",
    "describe",
    "detach",
    "drop_station",
    "hide",
    "hide_question",
    "hide_use",
    "leave_author",
    "plant",
    "propose",
    "return_file",
    "save",
    "say_we_use",
    "send",
    "show_again",
    "show_question",
    "show_use",
    "take_back",
    "take_use_back",
    "withdraw",
    "withdraw_consent",
]
