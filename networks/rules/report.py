"""Who reads and decides annual reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks.enums import Role
from networks.models import Membership, NetworkReport
from networks.rules.county import may_supervise, supervised_networks
from networks.rules.space import STEERING, may_enter_as, memberships_of
from networks.states import EditionState, ReportState

if TYPE_CHECKING:
    from accounts.models import User

    Person = User
else:
    Person = Any


def readable_reports(user: Person) -> QuerySet[NetworkReport]:
    """Reports `user` may read: of own networks (experts excepted), and those presented in supervised counties."""
    places = memberships_of(user).exclude(role=Role.EXPERT).exclude(edition__state=EditionState.DRAFT)
    inside = Q(edition__in=places.values("edition")) | Q(
        edition__in=memberships_of(user).filter(role__in=STEERING).values("edition")
    )
    outside = Q(edition__network__in=supervised_networks(user)) & ~Q(state=ReportState.DRAFT)
    return NetworkReport.objects.filter(inside | outside)


def may_read_report_as(here: Membership) -> Verdict:
    """Whether the holder of a place reads its year's report: everybody who enters but experts (quality 3.4)."""
    if here.role == Role.EXPERT or not may_enter_as(here):
        return refusal(_("This report is for members of the network."))
    return ALLOWED


def may_read_report(user: Person, report: NetworkReport) -> Verdict:
    """Whether `user` may read the report; experts do not, the county reads what was presented."""
    network = report.edition.network
    here = memberships_of(user).filter(edition=report.edition).select_related("edition").first()
    if here is not None and may_read_report_as(here):
        return ALLOWED
    if report.state != ReportState.DRAFT and may_supervise(user, network):
        return ALLOWED
    return refusal(_("This report is for members of the network."))


def may_speak_of_report(user: Person, report: NetworkReport) -> Verdict:
    """Whether `user` may accept the report or remark on it: a member of the year, while it is presented (D38)."""
    verdict = may_read_report(user, report)
    if not verdict:
        return verdict
    here = memberships_of(user).filter(edition=report.edition).exclude(role=Role.EXPERT).exists()
    if not here:
        return refusal(_("This report is for members of the network."))
    if report.state != ReportState.PRESENTED:
        return refusal(_("Remarks are gathered only while the report is presented to the members."))
    return ALLOWED


def may_decide_report(user: Person, report: NetworkReport) -> Verdict:
    """Whether `user` may accept the report or return it: the county coordinator, once it is presented (D32)."""
    verdict = may_supervise(user, report.edition.network)
    if not verdict:
        return verdict
    if report.state != ReportState.HANDED:
        return refusal(_("There is nothing to decide: the report is not waiting for a decision."))
    return ALLOWED
