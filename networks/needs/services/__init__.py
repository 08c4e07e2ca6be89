"""The verbs of needs."""

from networks.needs.services.asking import ask, reply
from networks.needs.services.going_on import carry_on
from networks.needs.services.reporting import (
    analyse,
    answer_by_network,
    answer_by_process,
    open_network_for,
    refuse,
    report,
)
from networks.needs.services.voting import check_proposal, close, close_due, propose, vote
from networks.needs.services.wishing import close_wish, wish

__all__ = [
    "analyse",
    "answer_by_network",
    "answer_by_process",
    "ask",
    "carry_on",
    "check_proposal",
    "close",
    "close_due",
    "close_wish",
    "open_network_for",
    "propose",
    "refuse",
    "reply",
    "report",
    "vote",
    "wish",
]
