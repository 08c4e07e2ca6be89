"""The verbs of tasks: giving them, doing them, reminding of them, passing them on."""

from networks.assignments.services.doing import accept, hand_in, return_, tick
from networks.assignments.services.giving import change, check, give, take_in, withdraw
from networks.assignments.services.keeping import hand_over, remind, welcome

__all__ = [
    "accept",
    "change",
    "check",
    "give",
    "hand_in",
    "hand_over",
    "remind",
    "return_",
    "take_in",
    "tick",
    "welcome",
    "withdraw",
]
