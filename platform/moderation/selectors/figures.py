"""What was reported and decided in a year, counted for the report everybody may read (DS-08)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from moderation.enums import Act, Why
from moderation.models import Case, Decision, OutsideReport, Report, TrailEntry
from moderation.selectors.grounds import ground_words


@dataclass
class Figures:
    """The figures of one year; hours are medians, None where there was nothing to measure."""

    year: int
    reports: Counter = field(default_factory=Counter)
    """Reports by the rule they name."""
    outside: int = 0
    """Of them, by people without an account."""
    decisions: Counter = field(default_factory=Counter)
    """Decisions by act."""
    by_rule: Counter = field(default_factory=Counter)
    """Decisions by (act, rule)."""
    after_report: int = 0
    own_reading: int = 0
    after_watch: int = 0
    hours_to_decision: float | None = None
    appeals: int = 0
    appeals_upheld: int = 0
    appeals_overturned: int = 0
    hours_to_appeal: float | None = None
    objections: int = 0
    """By those who had reported something, against its being left."""
    objections_upheld: int = 0
    objections_granted: int = 0
    hours_to_objection: float | None = None
    dangers: int = 0
    """Signs of a danger to life or safety that were reported to the police or the emergency services."""
    open_cases: int = 0

    def lines(self) -> list[dict[str, Any]]:
        """The figures as rows of a table: what, by what, how many."""
        rows = [("reports", code, number) for code, number in sorted(self.reports.items())]
        rows += [("decisions", act, number) for act, number in sorted(self.decisions.items())]
        rows += [
            ("decisions_by_rule", f"{act}: {rule}", number) for (act, rule), number in sorted(self.by_rule.items())
        ]
        simple = ("outside", "after_report", "own_reading", "after_watch", "hours_to_decision", "appeals")
        simple += ("appeals_upheld", "appeals_overturned", "hours_to_appeal")
        simple += (
            "objections",
            "objections_upheld",
            "objections_granted",
            "hours_to_objection",
            "dangers",
            "open_cases",
        )
        rows += [(name, "", getattr(self, name)) for name in simple]
        return [{"year": self.year, "figure": name, "by": by, "value": value} for name, by, value in rows]


def span(year: int) -> tuple[datetime, datetime]:
    """The calendar year as moments in Warsaw."""
    begin = datetime(year, 1, 1)
    return make_aware(begin), make_aware(datetime.combine(begin.replace(year=year + 1).date(), time.min))


def _within(rows: QuerySet, name: str, year: int, place: str | None) -> QuerySet:
    begin, end = span(year)
    rows = rows.filter(**{f"{name}__gte": begin, f"{name}__lt": end})
    return rows if place is None else rows.filter(place=place)


def _hours(spans: Iterable[tuple[datetime | None, datetime | None]]) -> float | None:
    took = [(closed - opened) / timedelta(hours=1) for opened, closed in spans if opened and closed]
    return round(median(took), 1) if took else None


def figures(year: int, *, place: str | None = None) -> Figures:
    """The year's figures, everywhere or in one place; a handful of queries whatever was decided."""
    made = Figures(year)
    for report in _within(Report.objects.all(), "reported_at", year, place):
        made.reports[ground_words(report)] += 1
    outside = OutsideReport.objects.all()
    if place is not None:
        outside = outside.filter(report__place=place)
    begin, end = span(year)
    made.outside = outside.filter(received_at__gte=begin, received_at__lt=end).count()
    for decision in _within(Decision.objects.all(), "decided_at", year, place):
        made.decisions[decision.act] += 1
        if decision.ground:
            made.by_rule[decision.act, ground_words(decision)] += 1
        made.after_report += decision.after_report
        made.after_watch += decision.after_watch
        made.own_reading += not decision.after_report and decision.case_id is None
    closed = _within(Case.objects.filter(against=None), "closed_at", year, place)
    made.hours_to_decision = _hours(closed.order_by().values_list("opened_at", "closed_at"))
    appeals = Case.objects.filter(why=Why.APPEAL)
    made.appeals = _within(appeals, "opened_at", year, place).count()
    made.hours_to_appeal = _hours(
        _within(appeals, "closed_at", year, place).order_by().values_list("opened_at", "closed_at")
    )
    _count_objections(made, place)
    logged = _within(TrailEntry.objects.filter(action="moderation.case.danger"), "at", year, None)
    made.dangers = (logged if place is None else logged.filter(values__place=place)).count()
    made.appeals_upheld = made.decisions[Act.UPHOLD] - made.objections_upheld
    made.appeals_overturned = made.decisions[Act.OVERTURN]
    waiting = Case.objects.filter(closed_at=None)
    made.open_cases = (waiting if place is None else waiting.filter(place=place)).count()
    return made


def _count_objections(made: Figures, place: str | None) -> None:
    objections = Case.objects.filter(why=Why.OBJECTION)
    made.objections = _within(objections, "opened_at", made.year, place).count()
    made.hours_to_objection = _hours(
        _within(objections, "closed_at", made.year, place).order_by().values_list("opened_at", "closed_at")
    )
    answers = _within(Decision.objects.filter(case__why=Why.OBJECTION), "decided_at", made.year, place)
    for act in answers.order_by().values_list("act", flat=True):
        made.objections_upheld += act == Act.UPHOLD
        made.objections_granted += act != Act.UPHOLD
