"""The annual report as a document for print, in the order of template 4.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kit import printing
from networks.enums import Role
from networks.models import NetworkReport
from networks.selectors import chapters_of, coordinators_of
from networks.states import ReportState
from theme import weave

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def report_document(report: NetworkReport) -> printing.Document:
    """The report as it is read now: live while a draft, as presented afterwards. Who may read it is the caller's."""
    edition = report.edition
    return printing.document(
        _("Annual report on the network's work"),
        [
            printing.Heading(_("About the network")),
            printing.Facts(_facts(report)),
            *(block for chapter in chapters_of(report) for block in _chapter(chapter)),
            printing.Heading(_("Presented to the members")),
            printing.Paragraph(_presented(report)),
        ],
        subtitle=f"{edition.network.title}, {edition.school_year.label}",
        language=(get_language() or "pl").split("-")[0],
        cover=weave.picture(edition.network.slug, "band"),
    )


def public_document(report: NetworkReport) -> printing.Document:
    """The published report: no names, no tables of meetings, no links."""
    edition = report.edition
    return printing.document(
        _("Annual report on the network's work"),
        [block for chapter in report.public for block in _chapter(chapter)],
        subtitle=f"{edition.network.title}, {edition.school_year.label}",
        language=(get_language() or "pl").split("-")[0],
        cover=weave.picture(edition.network.slug, "band"),
    )


def _facts(report: NetworkReport) -> list[tuple[str, str]]:
    edition, network = report.edition, report.edition.network
    held = coordinators_of(edition)
    year = edition.school_year
    facts = [
        (_("Network"), network.title),
        (_("Kind"), str(network.get_kind_display())),
        (_("School year"), year.label),
        (_("Period"), f"{date_format(year.starts_on, 'j.m.Y')} – {date_format(year.ends_on, 'j.m.Y')}"),
        (_("County"), str(network.county)),
        (_("Coordinator"), ", ".join(one.user.get_full_name() for one in held if one.role == Role.COORDINATOR)),
        (_("General goal"), edition.goal),
        (_("State"), str(report.get_state_display())),
        (_("Version"), str(report.round or "–")),
    ]
    return [(label, value) for label, value in facts if value]


def _chapter(chapter: dict[str, Any]) -> Iterator[printing.Block]:
    """Figures, draft sentences, charts, tables and words of one chapter; nothing of an empty one."""
    if not (chapter["figures"] or chapter["sentences"] or chapter["text"]):
        return
    yield printing.Heading(chapter["title"])
    if chapter["figures"]:
        rows = [(str(figure["label"]).capitalize(), str(figure["value"])) for figure in chapter["figures"]]
        yield printing.Table([_("What was counted"), _("Number")], rows, widths=(4, 1))
    yield printing.Paragraph(" ".join(chapter["sentences"]))
    for chart in chapter.get("charts", []):
        yield printing.Heading(chart["title"], 2)
        yield printing.Bars([_("What was counted"), _("Number")], [(label, value) for label, value in chart["rows"]])
    for sheet in chapter.get("sheets", []):
        yield printing.Heading(sheet["title"], 2)
        yield printing.Table(sheet["headers"], sheet["rows"])
    yield printing.Paragraph(chapter["text"])


def _presented(report: NetworkReport) -> str:
    if report.presented_at is None or report.state == ReportState.DRAFT:
        return _("The report has not been presented to the members yet; its numbers are those of this moment.")
    lines = [_("Presented on %(day)s.") % {"day": _day(report.presented_at)}]
    if report.heard:
        lines.append(
            _("Read by %(read)d of %(members)d, accepted by %(accepted)d; remarks: %(remarks)d.") % report.heard
        )
    if report.handed_at:
        lines.append(_("Handed to the county coordinator on %(day)s.") % {"day": _day(report.handed_at)})
    if report.decided_at and report.state in (ReportState.ACCEPTED, ReportState.PUBLISHED):
        lines.append(_("Accepted on %(day)s.") % {"day": _day(report.decided_at)})
    return "\n".join(lines)


def _day(moment: Any) -> str:
    return str(date_format(localtime(moment).date(), "j E Y"))
