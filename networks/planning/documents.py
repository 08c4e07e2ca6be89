"""The plan as a document for print, in the order of template 4.1."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kit import clock, printing
from networks.enums import Role
from networks.planning import selectors
from networks.planning.enums import Section
from networks.planning.models import Plan
from networks.planning.selectors import Followed, PlanPage
from networks.planning.states import PlanState
from networks.selectors import coordinators_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def plan_document(user: Any, plan: Plan) -> printing.Document:
    """The plan as `user` may read it now."""
    page = selectors.page_of(user, plan)
    edition = plan.edition
    return printing.document(
        _("Action plan of the network"),
        [
            printing.Heading(_("About the network")),
            printing.Facts(_facts(plan)),
            *_words(page, Section.DIAGNOSIS),
            printing.Heading(_("Goals")),
            *_goals(page),
            *_points(page),
            *_words(page, Section.MATERIALS, Section.RULES, Section.EVALUATION, Section.PROMOTION),
            printing.Heading(_("Agreed with the members")),
            printing.Paragraph(_agreed(plan)),
        ],
        subtitle=f"{edition.network.title}, {edition.school_year.label}",
        language=(get_language() or "pl").split("-")[0],
    )


def _facts(plan: Plan) -> list[tuple[str, str]]:
    edition, network = plan.edition, plan.edition.network
    held = coordinators_of(edition)
    facts = [
        (_("Network"), network.title),
        (_("Kind"), str(network.get_kind_display())),
        (_("School year"), edition.school_year.label),
        (_("County"), str(network.county)),
        (_("Coordinator"), ", ".join(one.user.get_full_name() for one in held if one.role == Role.COORDINATOR)),
        (_("For whom"), ", ".join(str(name) for name in network.audience_names)),
        (_("Members"), str(edition.taken)),
        (_("Version"), str(plan.number or "–")),
    ]
    return [(label, value) for label, value in facts if value]


def _words(page: PlanPage, *wanted: Section) -> list[printing.Block]:
    found: list[printing.Block] = []
    texts = {chapter.name: chapter for chapter in page.words}
    for section in wanted:
        chapter = texts[section.value]
        if chapter.text:
            found += [printing.Heading(chapter.title), printing.Paragraph(chapter.text)]
    return found


def _goals(page: PlanPage) -> list[printing.Block]:
    blocks: list[printing.Block] = []
    if page.plan.edition.goal:
        blocks += [printing.Heading(_("General goal"), 2), printing.Paragraph(page.plan.edition.goal)]
    for number, (goal, _chain) in enumerate(page.goals, start=1):
        blocks.append(printing.Heading(f"{number}. {goal.title}", 2))
        if goal.criteria:
            lines = [line.strip(" -–•") for line in goal.criteria.splitlines() if line.strip()]
            blocks += [printing.Paragraph(_("Criteria of success"), is_quiet=True), printing.Items(lines)]
        if goal.effect:
            blocks.append(printing.Paragraph(_("Expected effect: %(text)s") % {"text": goal.effect}))
    return blocks


def _points(page: PlanPage) -> list[printing.Block]:
    blocks: list[printing.Block] = []
    for chapter in page.kinds:
        if chapter.points:
            blocks.append(printing.Heading(chapter.title))
            headers = [_("No."), _("When"), _("What"), _("Who"), _("Expected outcome")]
            rows = [_row(number, one) for number, one in enumerate(chapter.points, start=1)]
            blocks.append(printing.Table(headers, rows, widths=(1, 4, 7, 4, 5)))
    return blocks


def _row(number: int, one: Followed) -> list[str]:
    point = one.point
    words = "\n".join(part for part in (point.title, point.text) if part)
    if point.done_at:
        words += "\n" + _("Done: %(day)s.") % {"day": date_format(timezone.localdate(point.done_at), "j E Y")}
    return [str(number), one.time, words, point.who or "–", point.outcome or "–"]


def _agreed(plan: Plan) -> str:
    if plan.adopted_on:
        said = _("Adopted on %(day)s.") % {"day": date_format(plan.adopted_on, "j E Y")}
        return f"{said} {plan.adopted_words}".strip()
    if plan.state == PlanState.CONSULTED and plan.consulted_until_on:
        return _("In consultation with the members until %(day)s.") % {
            "day": date_format(plan.consulted_until_on, "j E Y")
        }
    return _("Not yet put to consultation (as of %(day)s).") % {"day": date_format(clock.today(), "j E Y")}
