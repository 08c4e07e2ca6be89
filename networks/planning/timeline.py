"""The school year as it is drawn: months with what stands in them, measured in days of the year."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import pgettext

from networks.planning.enums import KIND_ICONS, Light, PointKind
from networks.planning.models import Point
from networks.planning.registry import Mark
from networks.planning.spoken import month_name, span


@dataclass(frozen=True)
class Stretch:
    """A stretch of days as the drawing measures it: from the first of September."""

    x: int
    width: int
    label: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the timeline."""

    title: str
    url: str
    label: str
    icon: str
    time: str
    state: str
    state_label: str
    stretch: Stretch
    on: date
    is_break: bool = False
    note: str = ""


@dataclass
class Month:
    """One month with its lines; `x` is where it begins in the drawing."""

    name: str
    short: str
    x: int
    width: int
    is_now: bool
    rows: list[Row] = field(default_factory=list)


@dataclass
class Year:
    """The whole drawing, `length` days long; `today` is None outside the year."""

    months: list[Month]
    breaks: list[Stretch]
    length: int
    today: int | None

    @property
    def rows(self) -> int:
        """How many lines it has."""
        return sum(len(month.rows) for month in self.months)


STATE_LABELS = {"off": lambda: pgettext("meeting", "cancelled"), "held": lambda: pgettext("meeting", "held")}


def year_of(school_year: Any, points: list[Point], marks: list[Mark], breaks: list[Any], today: date) -> Year:
    """Draw the year: points, the rooms' marks and breaks, each in the month in which it begins."""
    first, last = school_year.starts_on, school_year.ends_on

    def stretch(begin: date, end: date, label: str = "") -> Stretch:
        begin, end = max(first, begin), min(last, end)
        return Stretch((begin - first).days, max(1, (end - begin).days + 1), label)

    months = []
    for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8):
        begin = date(first.year + (month < 9), month, 1)
        end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        whole = stretch(begin, end)
        months.append(
            Month(month_name(month), month_name(month, short=True), whole.x, whole.width, begin <= today <= end)
        )
    rows = [_of_break(one, stretch) for one in breaks]
    rows += [_of_point(point, stretch, today) for point in points]
    rows += [_of_mark(mark, stretch) for mark in marks if first <= mark.on <= last]
    for row in sorted(rows, key=lambda row: (row.on, not row.is_break, row.title)):
        at = max(first, row.on)
        months[(at.month - 9) % 12].rows.append(row)
    return Year(
        months=months,
        breaks=[stretch(one.starts_on, one.ends_on, one.name) for one in breaks],
        length=(last - first).days + 1,
        today=(today - first).days if first <= today <= last else None,
    )


def _of_break(one: Any, stretch: Any) -> Row:
    return Row(
        title=one.name,
        url="",
        label="",
        icon="sun",
        time=span(one.starts_on, one.ends_on),
        state="break",
        state_label="",
        stretch=stretch(one.starts_on, one.ends_on),
        on=one.starts_on,
        is_break=True,
    )


def _of_point(point: Point, stretch: Any, today: date) -> Row:
    light = point.light_on(today)
    return Row(
        title=point.title,
        url=f"#punkt-{point.pk}",
        label=str(point.get_kind_display()),
        icon=KIND_ICONS[PointKind(point.kind)],
        time=span(point.starts_on, point.ends_on, point.whole_months),
        state=light.value,
        state_label=str(light.label),
        stretch=stretch(point.starts_on, point.ends_on),
        on=point.starts_on,
    )


def _of_mark(mark: Mark, stretch: Any) -> Row:
    label = STATE_LABELS[mark.state]() if mark.state in STATE_LABELS else str(Light(mark.state).label)
    return Row(
        title=mark.title,
        url=mark.url,
        label=str(mark.label),
        icon=mark.icon,
        time=mark.note or span(mark.on, mark.until or mark.on),
        state="done" if mark.state == "held" else mark.state,
        state_label=label,
        stretch=stretch(mark.on, mark.until or mark.on),
        on=mark.on,
    )
