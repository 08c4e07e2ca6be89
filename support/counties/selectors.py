"""What the county's screens show: never the inside of a process (SP-01)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import rules as people
from accounts.enums import Role
from accounts.models import RoleAssignment
from directory.models import County, Institution, SchoolYear
from directory.selectors import current_school_year, school_year_for
from kit import clock
from kit.verdicts import NotThere
from support import gates
from support.counties import rules
from support.models import CountyPlan, CountyYear, Difficulty, Process
from support.states import ORDER, Actor, State

PER_PAGE = 20


def counties_led_by(user: Any) -> list[County]:
    """The counties `user` coordinates, by name. Raises NotThere for everybody else."""
    held = people.roles_of(user).filter(role=Role.COUNTY_COORDINATOR).values("county")
    counties = list(County.objects.filter(pk__in=held).order_by("name"))
    if not counties:
        raise NotThere
    return counties


def county_for(user: Any, slug: str) -> County:
    """The county with this address, when `user` coordinates it. Raises NotThere otherwise."""
    for county in counties_led_by(user):
        if county.slug == slug:
            return county
    raise NotThere


def processes_of(county: County) -> QuerySet[Process]:
    """All processes of the county's institutions; existence, stage and dates only."""
    return Process.objects.filter(institution__county=county)


def years_of(county: County) -> list[SchoolYear]:
    """School years the county has something in, the present and the coming one; the latest first."""
    now = current_school_year()
    coming = school_year_for(now.ends_on.replace(month=9, day=1))
    used = SchoolYear.objects.filter(
        Q(pk__in=processes_of(county).order_by().values("school_year"))
        | Q(pk__in=CountyYear.objects.filter(county=county).values("school_year"))
        | Q(pk__in=[now.pk, coming.pk])
    )
    return list(used.order_by("-starts_on"))


def year_named(county: County, number: int | None) -> SchoolYear:
    """The county's school year that begins in the year `number`, the present one for None. Raises NotThere."""
    wanted = current_school_year().starts_on.year if number is None else number
    for year in years_of(county):
        if year.starts_on.year == wanted:
            return year
    raise NotThere


def written_year(county: County, year: SchoolYear) -> CountyYear:
    """What the county wrote for the year, or an empty unsaved one."""
    found = CountyYear.objects.filter(county=county, school_year=year).first()
    return found or CountyYear(county=county, school_year=year)


def plans_of(county: County) -> list[CountyPlan]:
    """Every version of the county's strategic plan, the latest first."""
    return list(CountyPlan.objects.filter(county=county).select_related("written_by"))


# --- money and the meter ---------------------------------------------------------------------------------------------


@dataclass
class Money:
    """The money for professional development: what the share of the pay gives, and how it is split (D97)."""

    fund: Decimal | None
    parts: list[tuple[str, Decimal]]

    @property
    def left(self) -> Decimal | None:
        """What is not assigned; None when the pay is not given."""
        return None if self.fund is None else self.fund - sum((value for _label, value in self.parts), Decimal(0))


def money_of(written: CountyYear) -> Money:
    """The year's money as far as it is written down."""
    names = ("for_support", "for_networks", "for_other")
    labels = [(str(CountyYear._meta.get_field(name).verbose_name), getattr(written, name)) for name in names]
    parts = [(label, value) for label, value in labels if value is not None]
    return Money(fund_of(written.salaries), parts)


def fund_of(salaries: Decimal | None) -> Decimal | None:
    """The share of the planned pay kept for professional development (BR18: a setting)."""
    return None if salaries is None else (salaries * settings.CPD_PERMILLE / 1000).quantize(Decimal("0.01"))


@dataclass
class Meter:
    """How much of the declaration is kept (D77): institutions, each counted once."""

    declared: int | None
    covered: int
    closed: int
    registered: int

    @property
    def missing(self) -> int:
        """Institutions still to be covered."""
        return max((self.declared or 0) - self.covered, 0)


def meter_of(county: County, year: SchoolYear, declared: int | None) -> Meter:
    """Declared, covered (both have agreed) and closed institutions of the county's year; two queries."""
    counted = processes_of(county).filter(school_year=year).aggregate(
        covered=Count("institution", filter=~Q(state=State.INITIATED), distinct=True),
        closed=Count("institution", filter=Q(state=State.CLOSED), distinct=True),
    )  # fmt: skip
    registered = Institution.objects.open().filter(county=county).count()
    return Meter(declared, counted["covered"], counted["closed"], registered)


# --- the board -------------------------------------------------------------------------------------------------------


@dataclass
class Row:
    """One process of the board."""

    process: Process
    late: int
    has_sore: bool
    stuck: bool = False
    actors: list[Actor] = field(default_factory=list)

    @property
    def due_on(self) -> Any:
        """The day by which the stage should be over."""
        return rules.due_on(self.process)

    @property
    def attention(self) -> list[str]:
        """What needs somebody, in words; empty when nothing does."""
        process, found = self.process, []
        if process.state == State.CLOSED:
            return found
        if process.state == State.INITIATED and process.county_agreed_at is None:
            found.append(_("waits for your approval"))
        if not self.has_sore:
            found.append(_("no SORE is assigned"))
        if self.stuck:
            found.append(_("a difficulty is not solved"))
        if self.late:
            found.append(
                ngettext("%(days)d day behind the schedule", "%(days)d days behind the schedule", self.late)
                % {"days": self.late}
            )
        return found


@dataclass
class Board:
    """The county's year at a glance, and one page of its processes."""

    stages: list[tuple[State, int]]
    page: Page
    stage: str
    only_attention: bool
    total: int
    attention: int
    late: int
    earlier: list[tuple[SchoolYear, int]]


def rows_of(county: County, year: SchoolYear) -> list[Row]:
    """A row for each process of the year, those that need somebody first; two queries."""
    supported = set(
        RoleAssignment.objects.on(clock.today())
        .filter(role=Role.SORE, institution__county=county)
        .values_list("institution", flat=True)
    )
    found = processes_of(county).filter(school_year=year).select_related("institution", "cost")
    found = found.annotate(stuck=Exists(Difficulty.objects.filter(process=OuterRef("pk"), solved_on=None)))
    rows = [Row(one, rules.days_late(one), one.institution_id in supported, one.stuck) for one in found]
    return sorted(rows, key=lambda row: (not row.attention, -row.late, row.process.institution.name, row.process.pk))


def board_of(county: County, year: SchoolYear, *, stage: str = "", attention: bool = False, number: str = "") -> Board:
    """The board of a year, narrowed to a stage or to what needs somebody, in a fixed number of queries."""
    rows = rows_of(county, year)
    counts = {state: sum(row.process.state == state for row in rows) for state in ORDER}
    stage = stage if stage in State.values else ""
    shown = [row for row in rows if (not stage or row.process.state == stage) and (row.attention or not attention)]
    page = Paginator(shown, PER_PAGE).get_page(number)
    page.object_list = with_actors(list(page.object_list))
    return Board(
        stages=[(state, counts[state]) for state in ORDER],
        page=page,
        stage=stage,
        only_attention=attention,
        total=len(rows),
        attention=sum(bool(row.attention) for row in rows),
        late=sum(bool(row.late) for row in rows),
        earlier=_left_open(county, year),
    )


def with_actors(rows: list[Row]) -> list[Row]:
    """The rows with who must act at each; one query."""
    looked = gates.with_gate(Process.objects.filter(pk__in=[row.process.pk for row in rows])).in_bulk()
    for row in rows:
        row.actors = gates.who_acts(looked[row.process.pk])
    return rows


def _left_open(county: County, year: SchoolYear) -> list[tuple[SchoolYear, int]]:
    """Earlier years with processes that are not closed, so that none is forgotten with its year."""
    open_ones = processes_of(county).filter(school_year__starts_on__lt=year.starts_on).exclude(state=State.CLOSED)
    counted = dict(open_ones.order_by().values_list("school_year").annotate(count=Count("pk")))
    years = SchoolYear.objects.filter(pk__in=counted).order_by("-starts_on")
    return [(one, counted[one.pk]) for one in years]
