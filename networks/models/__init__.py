"""Nouns of networks: the network, its years, its people, its reports."""

from networks.models.network import CROWDED, TARGET_SIZE, Edition, Network, fold
from networks.models.people import Invitation, InvitationList, JoinLink, Membership, invitation_token
from networks.models.report import NetworkReport, ReportVersion, ReportVoice
from networks.models.year import Handover, Nomination, YearStep

__all__ = [
    "CROWDED",
    "TARGET_SIZE",
    "Edition",
    "Handover",
    "Invitation",
    "InvitationList",
    "JoinLink",
    "Membership",
    "Network",
    "NetworkReport",
    "Nomination",
    "ReportVersion",
    "ReportVoice",
    "YearStep",
    "fold",
    "invitation_token",
]
