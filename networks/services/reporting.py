"""The annual report: words saved, figures frozen when it is presented, the county's decision (D38, BR13)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks import notices, rules
from networks.models import Edition, NetworkReport, ReportVersion, ReportVoice
from networks.reporting import counted
from networks.selectors.county import county_coordinators
from networks.selectors.publishing import impersonal
from networks.services.joining import steering_people
from networks.states import REPORT_NEXT, ReportState
from notifications.services import notify

LONGEST = 20_000
"""Characters of one chapter."""
LONGEST_REMARK = 2_000


class Clash(Refused):
    """Somebody saved meanwhile; `theirs` is what stands now, `version` its number (CO-03). Nothing was overwritten."""

    def __init__(self, theirs: dict[str, str], version: int) -> None:
        super().__init__(_("Somebody else saved this report meanwhile. Both texts are shown; nothing is lost."))
        self.theirs, self.version = theirs, version


def report_of(edition: Edition) -> NetworkReport:
    """The year's report, begun the first time somebody writes in it."""
    return NetworkReport.objects.get_or_create(edition=edition)[0]


@transaction.atomic
def write_report(*, by: Any, edition: Edition, words: dict[str, str], version: int) -> NetworkReport:
    """Save the words of the draft; numbers cannot be given.

    `version` is the one the writer began with. Raises Clash when it is no longer the present one, Refused unless
    `by` steers the network and the report is a draft, and for a chapter over 20,000 characters.
    """
    insist(rules.may_steer(by, edition.network))
    report = report_of(edition)
    if report.state != ReportState.DRAFT:
        raise Refused(_("The report was presented; its words can no longer be changed."))
    if any(len(text) > LONGEST for text in words.values()):
        raise Refused(_("A chapter is too long. Shorten it to 20,000 characters."))
    kept = report.words | {name: text.strip() for name, text in words.items()}
    won = NetworkReport.objects.filter(pk=report.pk, version=version, state=ReportState.DRAFT).update(
        words=kept, version=F("version") + 1, updated_at=clock.now()
    )
    if not won:
        report.refresh_from_db()
        raise Clash(report.words, report.version)
    report.refresh_from_db()
    trail.write(by=by, action="networks.report.write", about=report, values={"version": report.version})
    return report


@transaction.atomic
def present_report(*, by: Any, edition: Edition) -> NetworkReport:
    """Present the report to the members: its figures are counted a last time and frozen (D38).

    Members are told; what is presented is kept as a version. Raises Refused unless `by` steers the network and it is a
    draft.
    """
    insist(rules.may_steer(by, edition.network))
    report = report_of(edition)
    with translation.override(settings.LANGUAGE_CODE):
        frozen = counted(edition)
    _move(
        report,
        ReportState.PRESENTED,
        frozen=frozen,
        round=F("round") + 1,
        heard={},
        presented_at=clock.now(),
        presented_by=by,
        handed_at=None,
        returned_words="",
        decided_at=None,
        decided_by=None,
    )
    ReportVersion.objects.create(
        report=report, number=report.round, words=report.words, frozen=frozen, presented_at=report.presented_at
    )
    trail.write(by=by, action="networks.report.present", about=report)
    network = edition.network
    title = _("The annual report of “%(network)s” is presented") % {"network": network}
    members = edition.memberships.active().exclude(role="expert").select_related("user")
    notify(
        notices.REPORT_PRESENTED,
        to=[held.user for held in members],
        by=by,
        about=network,
        title=title,
        url=reverse("networks:report", kwargs={"slug": network.slug}),
    )
    return report


@transaction.atomic
def keep_figures(*, edition: Edition) -> None:
    """Freeze the figures of a year that ends without a presented report, so that looking back counts nothing anew."""
    report = report_of(edition)
    if report.state == ReportState.DRAFT:
        report.frozen = counted(edition)
        report.save(update_fields=["frozen"])


def read_report(*, by: Any, report: NetworkReport) -> None:
    """Note that a member has read what is presented now; once a presentation, and nothing for anybody else."""
    if report.state == ReportState.PRESENTED and rules.may_speak_of_report(by, report):
        _voice(by, report)


@transaction.atomic
def speak_of_report(*, by: Any, report: NetworkReport, accepts: bool, remark: str = "") -> ReportVoice:
    """A member accepts the presented report or takes that back, and says what should be said of it (D38).

    Raises Refused unless `by` is a member and the report is presented, and for a remark over 2,000 characters.
    """
    insist(rules.may_speak_of_report(by, report))
    if len(remark) > LONGEST_REMARK:
        raise Refused(_("The remark is too long. Shorten it to 2,000 characters."))
    voice = _voice(by, report)
    voice.remark = remark.strip()
    voice.accepted_at = (voice.accepted_at or clock.now()) if accepts else None
    voice.save(update_fields=["remark", "accepted_at"])
    trail.write(by=by, action="networks.report.speak", about=report, values={"round": report.round})
    return voice


@transaction.atomic
def take_back_report(*, by: Any, report: NetworkReport) -> NetworkReport:
    """Take a presented report back to mend it after remarks; it is a draft again and counts anew."""
    insist(rules.may_steer(by, report.edition.network))
    if report.state == ReportState.HANDED:
        raise Refused(_("The report is with the county coordinator, who can return it."))
    _move(report, ReportState.DRAFT, frozen=[])
    trail.write(by=by, action="networks.report.take_back", about=report)
    return report


@transaction.atomic
def hand_report(*, by: Any, report: NetworkReport) -> NetworkReport:
    """Hand the presented report to the county coordinator, with the numbers of those who read and accepted it.

    The figures frozen when it was presented go as they are. Raises Refused unless `by` steers the network and the
    report is presented.
    """
    insist(rules.may_steer(by, report.edition.network))
    _move(report, ReportState.HANDED, heard=heard_of(report), handed_at=clock.now())
    trail.write(by=by, action="networks.report.hand", about=report)
    network = report.edition.network
    notify(
        notices.REPORT_TO_ACCEPT,
        to=county_coordinators(network.county),
        by=by,
        about=network,
        title=_("The annual report of “%(network)s” waits for your decision") % {"network": network},
        url=reverse("networks:county_report", kwargs={"slug": network.slug}),
    )
    return report


def heard_of(report: NetworkReport) -> dict[str, int]:
    """How many members there are, and how many read, accepted and remarked on the present presentation."""
    voices = report.voices.filter(number=report.round)
    asked = report.edition.memberships.active().exclude(role="expert")
    return {
        "members": asked.count(),
        "read": voices.count(),
        "accepted": voices.exclude(accepted_at=None).count(),
        "remarks": voices.exclude(remark="").count(),
    }


def _voice(by: Any, report: NetworkReport) -> ReportVoice:
    return ReportVoice.objects.get_or_create(
        report=report, number=report.round, user=by, defaults={"read_at": clock.now()}
    )[0]


@transaction.atomic
def publish_report(*, by: Any, report: NetworkReport) -> NetworkReport:
    """Publish an accepted report for everybody: figures, draft sentences and words, without personal data.

    Words of a chapter that name a person of the network are left out, and so are tables and links. Raises Refused
    unless `by` steers the network and the report is accepted.
    """
    insist(rules.may_steer(by, report.edition.network))
    _move(report, ReportState.PUBLISHED, public=impersonal(report), published_at=clock.now())
    trail.write(by=by, action="networks.report.publish", about=report)
    return report


def accept_report(*, by: Any, report: NetworkReport) -> NetworkReport:
    """The county coordinator accepts the report; it is closed for good."""
    insist(rules.may_decide_report(by, report))
    _move(report, ReportState.ACCEPTED, decided_at=clock.now(), decided_by=by)
    trail.write(by=by, action="networks.report.accept", about=report)
    _tell_of_decision(by, report, _("The annual report of “%(network)s” is accepted"), "")
    return report


@transaction.atomic
def return_report(*, by: Any, report: NetworkReport, words: str) -> NetworkReport:
    """The county coordinator returns the report with words; it is a draft again and counts anew."""
    insist(rules.may_decide_report(by, report))
    if not words.strip():
        raise Refused(_("Say what should be improved: the coordinator will read it."))
    _move(report, ReportState.DRAFT, returned_words=words.strip(), frozen=[], decided_at=clock.now(), decided_by=by)
    trail.write(by=by, action="networks.report.return", about=report)
    _tell_of_decision(by, report, _("The annual report of “%(network)s” came back for improvement"), words)
    return report


def _move(report: NetworkReport, state: str, **values: Any) -> None:
    """Change the state from the one it is in, in one conditional write (CO-07)."""
    moved = state in REPORT_NEXT[report.state] and NetworkReport.objects.filter(
        pk=report.pk, state=report.state
    ).update(state=state, updated_at=clock.now(), **values)
    if not moved:
        raise Refused(_("This was already decided. Look at the report again."))
    report.refresh_from_db()


def _tell_of_decision(by: Any, report: NetworkReport, title: str, words: str) -> None:
    network = report.edition.network
    notify(
        notices.REPORT_DECIDED,
        to=steering_people(report.edition),
        by=by,
        about=network,
        title=title % {"network": network},
        text=words,
        url=reverse("networks:report", kwargs={"slug": network.slug}),
    )
