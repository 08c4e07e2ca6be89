"""Kinds of notices of networks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks import rules
from networks.models import Network
from notifications.registry import MAIL, kind


def _within(user: Any, network: Network) -> bool:
    return bool(rules.may_enter(user, network))


def _steering(user: Any, network: Network) -> bool:
    return bool(rules.may_steer(user, network))


def _supervising(user: Any, network: Network) -> bool:
    return bool(rules.may_supervise(user, network))


APPOINTED = kind("networks.appointed", _("I am made a coordinator"), level=MAIL, stands_out=True, reads=_steering)
COORDINATOR_CHANGED = kind("networks.coordinator_changed", _("a network has a new coordinator"), reads=_within)
REQUESTED = kind("networks.requested", _("somebody asks to join a network I coordinate"), asks=True, reads=_steering)
ANSWERED = kind("networks.answered", _("the answer to my request to join"), level=MAIL, stands_out=True)
JOINED = kind("networks.joined", _("a new person in a network I coordinate"), reads=_steering)
GONE = kind("networks.gone", _("somebody left a network I coordinate"), reads=_steering)
PLACE_CHANGED = kind("networks.place_changed", _("my place in a network changes"), level=MAIL, stands_out=True)
OFFERED = kind("networks.offered", _("a place in a network is kept for me"), level=MAIL, asks=True, stands_out=True)
YEAR_MOVED = kind("networks.year_moved", _("a network's year goes on, ends or begins anew"), reads=_within)
NOMINATED = kind("networks.nominated", _("somebody nominates me as a coordinator"), reads=_within)
HANDOVER_ASKED = kind(
    "networks.handover_asked",
    _("somebody asks me to take a network over"),
    level=MAIL,
    asks=True,
    stands_out=True,
    reads=_within,
)
HANDOVER_ANSWERED = kind(
    "networks.handover_answered", _("the answer to a handover I started"), level=MAIL, stands_out=True
)
INVITED = kind("networks.invited", _("an invitation to a network"), asks=True)
REPORT_PRESENTED = kind("networks.report_presented", _("an annual report is presented"), reads=_within)
REPORT_TO_ACCEPT = kind(
    "networks.report_to_accept", _("an annual report waits for my decision"), asks=True, reads=_supervising
)
REPORT_DECIDED = kind("networks.report_decided", _("a decision on the annual report"), level=MAIL, reads=_steering)
