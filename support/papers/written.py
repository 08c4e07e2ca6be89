"""What was found out, planned and done: diagnosis (template 4.3), yearly plan (4.4), activity log (4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import printing
from support import selectors
from support.enums import Source
from support.models import Activity, Diagnosis, Plan, Process
from support.papers.parts import day, facts, framed, headed, hours
from support.states import PlanState


def diagnosis(process: Process) -> printing.Document:
    """The diagnosis as it stands now."""
    return framed(_("Diagnosis of the school's needs"), process, [facts(process), *_found_out(process)])


def _found_out(process: Process) -> Iterator[printing.Block]:
    found = selectors.diagnosis_of(process)
    sources = [str(Source(one).label) for one in found.sources if one in Source.values]
    if sources:
        yield printing.Heading(_("Sources"))
        yield printing.Items(sources)
    yield from headed(_("Pupils, teachers, surroundings"), found.context)
    yield from headed(_("Strengths"), found.strengths)
    yield from headed(_("Causes and barriers"), found.causes)
    yield printing.Heading(_("Needs"))
    yield needs_table(found)
    if found.workshop_on or found.workshop_record:
        yield printing.Heading(_("Diagnostic and development workshop"))
        yield printing.Paragraph(day(found.workshop_on))
        yield printing.Paragraph(found.workshop_record)
    yield from headed(_("Chosen area"), found.area, found.area_because)


def needs_table(found: Diagnosis) -> printing.Table:
    """Needs with their evidence, direction and weight."""
    rows = [
        [
            need.text,
            need.whose,
            need.evidence,
            str(need.get_direction_display()),
            str(need.get_priority_display()),
            ", ".join(map(str, need.competences.all())),
        ]
        for need in (found.needs.all() if found.pk else [])
    ]
    headers = [_("Need"), _("Whose"), _("How we know"), _("Direction"), _("Weight"), _("Key competences")]
    return printing.Table(headers, rows, widths=(4, 2, 3, 2, 1, 3))


def plan(process: Process) -> printing.Document:
    """The yearly plan as it stands now, with how far it has come: draft, presented, adopted."""
    found = selectors.plan_of(process)
    return framed(_("Yearly support plan"), process, [facts(process, found), *_planned(process, found)])


def _planned(process: Process, found: Plan) -> Iterator[printing.Block]:
    summary = selectors.diagnosis_of(process)
    yield from headed(_("Area"), summary.area, summary.area_because)
    yield from _text(found, "general_goal")
    for number, goal in enumerate(found.goals.all() if found.pk else [], 1):
        yield printing.Heading(_("Goal %(number)d: %(text)s") % {"number": number, "text": goal.text}, 2)
        yield printing.Paragraph(_("Indicators of success: %(words)s") % {"words": goal.indicators})
        yield printing.Paragraph(_("Needs it answers:"))
        yield printing.Items([need.text for need in goal.needs.all()])
        yield activities_table(list(goal.activities.all()))
    for name in selectors.PLAN_TEXTS:
        if name not in {"general_goal", "legal_basis"}:  # the one stands above, the other among the facts
            yield from _text(found, name)
    yield printing.Heading(_("Agreements"))
    yield printing.Paragraph(_agreed(found))
    yield from _versions(found)


def _text(found: Plan, name: str) -> list[printing.Block]:
    heading = str(Plan._meta.get_field(name).verbose_name)
    return headed(heading[:1].upper() + heading[1:], getattr(found, name))


def activities_table(rows: list[Activity]) -> printing.Table:
    """The plan's table of one goal (template 4.4, part 7)."""
    headers = [_("Form"), _("Topic and content"), _("For whom"), _("Led by"), _("Hours"), _("Day"), _("Place"),
               _("Responsible")]  # fmt: skip
    return printing.Table(
        headers,
        [
            [
                str(one.get_form_display()),
                f"{one.title}\n{one.content}".strip(),
                f"{one.get_audience_display()} {one.team}".strip(),
                one.leader,
                hours(one.hours),
                day(one.planned_on),
                one.place,
                one.responsible,
            ]
            for one in rows
        ],
        widths=(3, 5, 3, 2, 1, 2, 2, 2),
    )


def _agreed(found: Plan) -> str:
    if found.state == PlanState.DRAFT:
        return _("The plan is a draft; the teaching council has not heard it yet.")
    heard = _("Presented to the teaching council on %(day)s, minutes number %(protocol)s.") % {
        "day": day(found.presented_on),
        "protocol": found.protocol,
    }
    if found.state == PlanState.PRESENTED:
        return " ".join([heard, _("It waits for the director.")])
    return heard


def _versions(found: Plan) -> Iterator[printing.Block]:
    rows = [
        [str(one.number), day(one.adopted_at.date()), str(one.adopted_by or "–"), one.protocol, one.why or "–"]
        for one in (found.versions.select_related("adopted_by") if found.pk else [])
    ]
    if rows:
        yield printing.Heading(_("Adopted versions"), 2)
        headers = [_("Version"), _("Adopted"), _("By"), _("Council's minutes"), _("Reason for the amendment")]
        yield printing.Table(headers, rows, widths=(1, 2, 2, 2, 5))


def log(process: Process) -> printing.Document:
    """The activity log, the earliest first, with sums of hours by month."""
    entries = list(selectors.log_of(process).order_by("done_on", "id"))
    months = [
        [str(date_format(one["month"], "F Y")), str(one["entries"]), hours(one["hours"])]
        for one in reversed(selectors.months_of(process))
    ]
    total = sum((entry.hours for entry in entries), Decimal(0))
    rows = [
        [
            day(entry.done_on),
            hours(entry.hours),
            str(entry.get_act_display()),
            entry.with_whom,
            "\n".join(part for part in (entry.text, entry.next_step and _("Next: %s") % entry.next_step) if part),
            _("in the school") if entry.in_school else _("at a distance"),
        ]
        for entry in entries
    ]
    headers = [_("Day"), _("Hours"), _("Kind"), _("With whom"), _("Description and agreements"), _("Place")]
    return framed(
        _("Activity log"),
        process,
        [
            facts(process),
            printing.Heading(_("Hours by month")),
            printing.Table([_("Month"), _("Entries"), _("Hours")], months, widths=(3, 1, 1)),
            printing.Paragraph(_("Hours in all: %(hours)s") % {"hours": hours(total)}),
            printing.Heading(_("Entries")),
            printing.Table(headers, rows, widths=(2, 1, 2, 2, 6, 2)),
        ],
    )
