"""Nouns of networks: the network, its years, its people, its reports."""

from networks.models.network import TARGET_SIZE, Edition, Network, fold
from networks.models.people import Invitation, Membership, invitation_token
from networks.models.report import NetworkReport

__all__ = [
    "TARGET_SIZE",
    "Edition",
    "Invitation",
    "Membership",
    "Network",
    "NetworkReport",
    "fold",
    "invitation_token",
]
