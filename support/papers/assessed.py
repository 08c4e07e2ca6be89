"""The report on carrying out the support plan (template 4.8), drafted from what the process holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from kit import printing
from support import selectors
from support.enums import Form, Progress
from support.models import Activity, Evaluation, Goal, Plan, Process
from support.papers.parts import day, facts, framed, headed, hours
from support.papers.written import needs_table

HELP = (
    Form.CONSULT_IND,
    Form.CONSULT_GROUP,
    Form.OPEN_LESSON,
    Form.OBSERVATION,
    Form.PEER_OBSERVATION,
    Form.SUPERVISION,
    Form.MENTORING,
    Form.SUPPORT_GROUP,
)
"""Forms that help to put things into practice (part 6 of the template)."""


def report(process: Process) -> printing.Document:
    """The report as it stands now; each part only where there is something to say."""
    plan, told = selectors.plan_of(process), selectors.evaluation_of(process)
    goals = list(plan.goals.all()) if plan.pk else []
    rows = [one for goal in goals for one in goal.activities.all()]
    return framed(
        _("Report on carrying out the support plan"),
        process,
        [
            facts(process, plan),
            *_diagnosis(process),
            *_goals(goals),
            *_carried(rows),
            *headed(_("Put into practice"), told.practice),
            *_help(rows),
            *_changes(plan, rows),
            *_difficulties(process),
            *headed(_("Influence on the school's work"), told.influence),
            *headed(_("Conclusions"), told.conclusions),
            *_advice(process, told),
            printing.Heading(_("Presented")),
            printing.Paragraph(_presented(told)),
        ],
    )


def _diagnosis(process: Process) -> Iterator[printing.Block]:
    found = selectors.diagnosis_of(process)
    yield printing.Heading(_("Diagnosis and chosen area"))
    yield printing.Paragraph(found.area)
    yield needs_table(found)


def _goals(goals: list[Goal]) -> Iterator[printing.Block]:
    yield printing.Heading(_("Goals and how far they were reached"))
    rows = []
    for goal in goals:
        result = getattr(goal, "result", None)
        reached = str(result.get_attainment_display()) if result else _("not assessed yet")
        rows.append([goal.text, goal.indicators, reached, result.evidence if result else ""])
    yield printing.Table([_("Goal"), _("Indicators"), _("Achievement"), _("Evidence")], rows, widths=(3, 3, 2, 4))


def _carried(rows: list[Activity]) -> Iterator[printing.Block]:
    held = [one for one in rows if one.progress == Progress.HELD]
    yield printing.Heading(_("Forms of support: planned and carried out"))
    headers = [_("Form"), _("Topic"), _("Planned"), _("Held"), _("Hours"), _("Participants"), _("Led by"),
               _("What came of it")]  # fmt: skip
    yield printing.Table(
        headers,
        [
            [
                str(one.get_form_display()),
                one.title,
                day(one.planned_on),
                day(one.held_on) if one.progress == Progress.HELD else str(one.get_progress_display()),
                hours(one.hours),
                str(one.participants) if one.participants is not None else "–",
                one.leader,
                one.outcome,
            ]
            for one in rows
        ],
        widths=(3, 4, 2, 2, 1, 2, 2, 4),
    )
    yield printing.Paragraph(
        _("Carried out: %(held)d of %(all)d, hours: %(hours)s of %(planned)s.")
        % {
            "held": len(held),
            "all": len(rows),
            "hours": hours(sum((one.hours for one in held), Decimal(0))),
            "planned": hours(sum((one.hours for one in rows), Decimal(0))),
        }
    )


def _help(rows: list[Activity]) -> Iterator[printing.Block]:
    held = Counter(one.form for one in rows if one.progress == Progress.HELD and one.form in HELP)
    if held:
        yield printing.Heading(_("Help in putting it into practice"))
        yield printing.Bars(
            [_("Form"), _("Number")], [(str(Form(form).label), count) for form, count in sorted(held.items())]
        )


def _changes(plan: Plan, rows: list[Activity]) -> Iterator[printing.Block]:
    amended = [one for one in plan.versions.order_by("number") if one.why] if plan.pk else []
    dropped = [one for one in rows if one.progress == Progress.CANCELLED]
    if amended or dropped:
        yield printing.Heading(_("Monitoring: changes of the plan"))
    yield printing.Items(
        [
            _("version %(number)d, adopted %(day)s: %(why)s")
            % {"number": one.number, "day": day(one.adopted_at.date()), "why": one.why}
            for one in amended
        ]
        + [_("cancelled: %(title)s; %(why)s") % {"title": one.title, "why": one.cancelled_because} for one in dropped]
    )


def _difficulties(process: Process) -> Iterator[printing.Block]:
    rows = [
        [day(one.seen_on), one.text, one.reaction or "–", day(one.solved_on)]
        for one in reversed(selectors.difficulties_of(process))
    ]
    if rows:
        yield printing.Heading(_("Difficulties and reactions"))
        yield printing.Table([_("Noticed"), _("Difficulty"), _("Reaction"), _("Solved")], rows, widths=(2, 5, 5, 2))


def _advice(process: Process, told: Evaluation) -> Iterator[printing.Block]:
    yield printing.Heading(_("Recommendations and direction of further work"))
    headers = [_("No."), _("Recommendation"), _("From the conclusion"), _("For whom"), _("School year"),
               _("How we shall know"), _("State")]  # fmt: skip
    yield printing.Table(
        headers,
        [
            [
                str(number),
                one.text,
                one.because,
                str(one.get_addressee_display()),
                one.due_year.label if one.due_year else "–",
                one.sign,
                f"{one.get_state_display()} {day(one.adopted_on) if one.adopted_on else ''}".strip(),
            ]
            for number, one in enumerate(process.advice.select_related("due_year"), 1)
        ],
        widths=(1, 4, 3, 2, 2, 3, 2),
    )
    if told.none_because:
        yield printing.Paragraph(_("Why there are no recommendations: %(why)s") % {"why": told.none_because})
    yield printing.Paragraph(told.direction)


def _presented(told: Evaluation) -> str:
    lines = []
    if told.director_on:
        lines.append(_("To the director on %(day)s.") % {"day": day(told.director_on)})
    if told.council_on:
        lines.append(
            _("To the teaching council on %(day)s, minutes number %(protocol)s.")
            % {"day": day(told.council_on), "protocol": told.protocol or "–"}
        )
    return "\n".join(lines) or _("Not presented yet; this is a draft.")
