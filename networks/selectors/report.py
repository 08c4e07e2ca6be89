"""The annual report as it is read: live while a draft, as presented afterwards."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import NotThere
from networks import rules
from networks.models import Edition, Membership, NetworkReport, ReportVoice
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
    if not rules.may_read_report_as(standing):
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
    """Reports handed to the county that wait for its coordinator `user`."""
    return NetworkReport.objects.filter(
        edition__network__in=rules.supervised_networks(user), state=ReportState.HANDED
    ).select_related("edition__network", "edition__school_year")


def voice_on(report: NetworkReport, user: Any) -> ReportVoice | None:
    """What `user` said of the present presentation, if anything."""
    return ReportVoice.objects.filter(report=report, number=report.round, user=user).first() if report.pk else None


def voices_on(report: NetworkReport) -> list[ReportVoice]:
    """Who read the present presentation and what they said, for who steers."""
    if not report.pk:
        return []
    voices = ReportVoice.objects.filter(report=report, number=report.round).select_related("user")
    return list(voices.order_by("user__last_name", "user__first_name", "pk"))


def published_report(slug: str, begins: int) -> NetworkReport:
    """The published report of the network's school year that began in `begins`. Raises NotThere."""
    report = (
        NetworkReport.objects.filter(
            edition__network__slug=slug,
            edition__school_year__starts_on__year=begins,
            state=ReportState.PUBLISHED,
        )
        .select_related("edition__network__county", "edition__school_year")
        .first()
    )
    if report is None:
        raise NotThere
    return report


def compared(report: NetworkReport) -> tuple[list[str], list[tuple[str, list[int | None]]]]:
    """(headings, rows of (label, numbers)): the year before, each presentation, and the draft of this moment."""
    columns: list[tuple[str, list[dict[str, Any]]]] = []
    before = (
        NetworkReport.objects.filter(
            edition__network=report.edition.network_id,
            edition__school_year__starts_on__lt=report.edition.school_year.starts_on,
        )
        .exclude(frozen=[])
        .select_related("edition__school_year")
        .first()
    )
    if before is not None:
        columns.append((before.edition.school_year.label, before.frozen))
    versions = report.versions.order_by("number") if report.pk else []
    columns += [(_("version %(number)d") % {"number": one.number}, one.frozen) for one in versions]
    if report.state == ReportState.DRAFT:
        columns.append((_("now"), counted(report.edition)))
    labels: dict[str, str] = {}
    values: list[dict[str, int]] = []
    for __, chapters in columns:
        figures = [figure for chapter in chapters for figure in chapter["figures"]]
        labels |= {figure["name"]: figure["label"] for figure in figures}
        values.append({figure["name"]: figure["value"] for figure in figures})
    rows = [(label, [one.get(name) for one in values]) for name, label in labels.items()]
    return [heading for heading, __ in columns], rows
