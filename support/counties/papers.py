"""What the county takes away: its processes as a table, the year's effects as a table or a paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.models import County, SchoolYear
from kit import printing
from support.counties import selectors
from support.counties.effects import Effects
from support.enums import Attainment
from support.models import CountyYear
from support.papers.parts import day


def process_rows(county: County, year: SchoolYear) -> list[list[Any]]:
    """The year's processes with stages, dates, what needs somebody and who must act, costs; never their inside."""
    head = [_("School"), _("Theme"), _("Stage"), _("First day"), _("Last day"), _("Stage planned until"),
            _("Needs attention"), _("Who must act"), _("Cost, zł"), _("Note")]  # fmt: skip
    rows = selectors.with_actors(selectors.rows_of(county, year))
    return [head, *(_process_row(row) for row in rows)]


def _process_row(row: selectors.Row) -> list[Any]:
    process, cost = row.process, getattr(row.process, "cost", None)
    amount = float(cost.amount) if cost is not None and cost.amount is not None else ""
    return [
        str(process.institution),
        process.title,
        str(process.get_state_display()),
        day(process.starts_on),
        day(process.ends_on),
        day(row.due_on),
        "; ".join(row.attention),
        ", ".join(str(actor.label) for actor in row.actors),
        amount,
        cost.note if cost is not None else "",
    ]


def effect_rows(effects: Effects) -> list[list[Any]]:
    """Areas with the number of schools and of goals by how far they were reached."""
    head = [_("Area"), _("Schools"), *(str(step.label) for step in Attainment), _("Goals altogether")]
    return [
        head,
        *([area.name, area.schools, *(count for _label, count in area.cells), area.goals] for area in effects.areas),
    ]


def effects_paper(county: County, year: SchoolYear, effects: Effects, written: CountyYear) -> printing.Document:
    """The summary of a year to print, with the county's own words."""
    language = (get_language() or "pl").split("-")[0]
    title = _("Summary of the results of school support")
    blocks = list(_blocks(county, year, effects, written))
    return printing.document(title, blocks, subtitle=f"{county}, {year.label}", language=language)


def _blocks(county: County, year: SchoolYear, effects: Effects, written: CountyYear) -> Iterator[printing.Block]:
    meter = selectors.meter_of(county, year, written.declared)
    yield printing.Facts(
        [
            (_("Declared institutions"), str(meter.declared) if meter.declared is not None else "–"),
            (_("Covered by support"), str(meter.covered)),
            (_("Processes closed in the year, by institution"), str(effects.closed)),
        ]
    )
    if written.summary:
        yield printing.Heading(_("Summary of the county"))
        yield printing.Paragraph(written.summary)
    yield printing.Heading(_("How far goals were reached, by area"))
    rows = effect_rows(effects)
    if len(rows) > 1:
        widths = (5, 2, 2, 2, 2, 2, 2)
        yield printing.Table(rows[0], [[str(cell) for cell in row] for row in rows[1:]], widths=widths)
    yield printing.Paragraph(
        _("Results of an area are counted from three schools up; nothing is said about a single school."), is_quiet=True
    )
