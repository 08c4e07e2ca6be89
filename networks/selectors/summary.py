"""All networks of a county, or of the country, in one table with common definitions (D32, BR22).

Only presented reports are counted, by the figures frozen in them: an official table must not move when a post goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import County, SchoolYear
from networks.models import Edition, NetworkReport
from networks.states import EditionState, ReportState

SUMMARY: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("people", _("People"), _("members of the network when its report was presented, without experts")),
    ("schools", _("Schools"), _("schools and institutions of these people, each once")),
    ("meetings_held", _("Meetings"), _("meetings held in the school year")),
    ("meetings_attendance", _("Presences"), _("presences at these meetings; a person at three meetings counts three")),
    ("experts_hours", _("Hours of experts"), _("hours of carried out requests for experts")),
    ("plan_points", _("Points of the plan"), _("points of a plan that members have seen")),
    ("plan_done", _("Points done"), _("points marked as done")),
    ("forum_threads", _("Conversations"), _("conversations opened on the forum")),
    ("resources.all", _("Resources"), _("resources added that can be read")),
    ("tasks_accepted", _("Results"), _("results of tasks that were accepted")),
    ("outcomes", _("Outcomes"), _("promoted outcomes that everybody may read")),
)
"""(figure, heading, definition): what the table holds and what each number means."""

HELD, THERE = "meetings_", "presences_"
"""How figures begin whose ends are the same kind of meeting: how many were held, how many presences at them."""


@dataclass
class SummaryRow:
    """One network's year: its numbers and those of the year before, None where no report was presented."""

    edition: Edition
    state: str
    now: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[tuple[str | Promise, int | None, int | None]]:
        """(heading, number, number of the year before) in the order of SUMMARY."""
        return [(label, self.now.get(name), self.before.get(name)) for name, label, _words in SUMMARY]


def years_of_reports() -> list[SchoolYear]:
    """School years in which networks worked, the latest first."""
    used = Edition.objects.exclude(state=EditionState.DRAFT).values("school_year")
    return list(SchoolYear.objects.filter(pk__in=used).order_by("-starts_on"))


def summary_of(counties: Iterable[County] | None, year: SchoolYear) -> list[SummaryRow]:
    """A row for every network that worked in `year` in these counties (None: in all); three queries."""
    editions = Edition.objects.filter(school_year=year).exclude(state=EditionState.DRAFT)
    if counties is not None:
        editions = editions.filter(network__county__in=list(counties))
    rows = list(
        editions.select_related("network__county", "school_year").order_by("network__county__name", "network__folded")
    )
    earlier = (
        Edition.objects.filter(network__in=[one.network_id for one in rows], school_year__starts_on__lt=year.starts_on)
        .order_by("school_year__starts_on")
        .values_list("network", "pk")
    )
    before = dict(earlier)
    wanted = [*(one.pk for one in rows), *before.values()]
    reports = {
        one.edition_id: one
        for one in NetworkReport.objects.filter(edition__in=wanted)
        .exclude(state=ReportState.DRAFT)
        .only("edition", "state", "frozen")
    }
    return [
        SummaryRow(
            edition=one,
            state=str(reports[one.pk].get_state_display()) if one.pk in reports else "",
            now=numbers_of(reports.get(one.pk)),
            before=numbers_of(reports.get(before.get(one.network_id, 0))),
            labels=labels_of(reports.get(one.pk)),
        )
        for one in rows
    ]


def numbers_of(report: NetworkReport | None) -> dict[str, int]:
    """Frozen figures of a report by name; none without one."""
    if report is None:
        return {}
    return {figure["name"]: figure["value"] for chapter in report.frozen for figure in chapter["figures"]}


def statement_of(rows: Iterable[SummaryRow]) -> list[tuple[str, int, int]]:
    """The yearly statement (BR22): (form, how many, presences of people in them), of presented reports."""
    held: Counter[str] = Counter()
    there: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in rows:
        for name in row.now:
            form = name.removeprefix(THERE)
            if name.startswith(THERE) and HELD + form in row.now:
                labels.setdefault(form, row.labels[HELD + form])
                held[form] += row.now[HELD + form]
                there[form] += row.now[name]
    return [(labels[form], held[form], there[form]) for form in labels]


def labels_of(report: NetworkReport | None) -> dict[str, str]:
    """What the frozen figures are called."""
    if report is None:
        return {}
    return {figure["name"]: figure["label"] for chapter in report.frozen for figure in chapter["figures"]}
