"""The annual report as it is read: live while a draft, as presented afterwards."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, When

from kit import clock
from kit.verdicts import NotThere
from networks import rules
from networks.models import Edition, Membership, NetworkReport
from networks.reporting import counted
from networks.states import OPEN_STATES, ReportState


def report_for(standing: Membership) -> NetworkReport:
    """The report of the standing's year; one that nobody wrote in yet is given unsaved.

    Raises NotThere for those who may not read it: experts (matrix of quality 3.4).
    """
    report = NetworkReport.objects.filter(edition=standing.edition_id).select_related(
        "presented_by", "decided_by"
    ).first() or NetworkReport(edition=standing.edition)
    report.edition = standing.edition
    if not rules.may_read_report(standing.user, report):
        raise NotThere
    return report


def chapters_of(report: NetworkReport) -> list[dict[str, Any]]:
    """Chapters with figures, draft sentences and the coordinator's words (`text`)."""
    chapters = counted(report.edition) if report.state == ReportState.DRAFT else report.frozen
    return [chapter | {"text": report.words.get(chapter["name"], "")} for chapter in chapters]


DUE_MONTHS = (5, 6, 7, 8)
"""The report is written at the end of the school year; before that it waits for nobody."""


MOST_DUE = 20
"""Reports named on a start page."""


def years_to_report(user: Any) -> QuerySet[Edition]:
    """Years `user` steers whose report came back, or is not presented though the school year ends (BR13).

    Each with `returned`: whether it came back with words.
    """
    steered = rules.memberships_of(user).filter(role__in=rules.STEERING, edition__state__in=OPEN_STATES)
    today = clock.today()
    returned = Q(report__state=ReportState.DRAFT) & ~Q(report__returned_words="")
    ends = Q(school_year__ends_on__lt=today)
    if today.month in DUE_MONTHS:
        ends |= Q(school_year__starts_on__lte=today)
    unwritten = Q(report=None) | Q(report__state=ReportState.DRAFT)
    return Edition.objects.filter(returned | unwritten & ends, pk__in=steered.values("edition")).annotate(
        returned=Case(When(returned, then=True), default=False, output_field=BooleanField())
    )


def reports_due(user: Any) -> list[Edition]:
    """The same by name, at most so many as a start page names."""
    return list(years_to_report(user).select_related("network").order_by("network__folded")[:MOST_DUE])


def reports_to_decide(user: Any) -> QuerySet[NetworkReport]:
    """Presented reports that wait for the county coordinator `user`."""
    return NetworkReport.objects.filter(
        edition__network__in=rules.supervised_networks(user), state=ReportState.PRESENTED
    ).select_related("edition__network", "edition__school_year")
