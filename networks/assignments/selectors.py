"""What the screens of tasks need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from directory import school_calendar
from directory.selectors import breaks_between
from files.models import StoredFile
from kit import clock
from kit.verdicts import NotThere
from networks import rules as networks
from networks.assignments import rules
from networks.assignments.models import Assignment, Task
from networks.assignments.states import WAITING, AssignmentState
from networks.enums import Role
from networks.models import Edition, Membership
from networks.states import OPEN_STATES

PAGE = 25
COLUMN = 30
"""Cards shown in one column of the board."""
MOST_MINE = 200
"""Tasks of one person looked through at once."""
SOON = timedelta(days=7)
_FILES = StoredFile.objects.defer("text").order_by("uploaded_at", "pk")


def task_for(user: Any, pk: int) -> Task:
    """A task `user` may read. Raises NotThere when it is absent or not theirs."""
    task = (
        rules.readable_tasks(user)
        .select_related("edition__network__county", "edition__school_year", "created_by", "owner")
        .prefetch_related(Prefetch("files", _FILES))
        .filter(pk=pk)
        .first()
    )
    if task is None:
        raise NotThere
    return task


def assignment_for(user: Any, pk: int) -> Assignment:
    """One person's part of a task, for whoever may see it. Raises NotThere."""
    found = (
        rules.seen_results(user)
        .select_related("task__edition__network", "task__edition__school_year", "task__owner", "user")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotThere
    return found


def members_of(edition: Edition, *, without: Any = None) -> QuerySet[Any]:
    """People of the year to whom a task can be given: all but experts, by name."""
    held = Membership.objects.active().filter(edition=edition).exclude(role=Role.EXPERT)
    people = get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
    return (people.exclude(pk=without.pk) if without is not None else people).order_by("last_name", "first_name", "pk")


@dataclass
class Sheet:
    """A task's page: the reader's own part, and for whoever gives or steers, everybody's."""

    task: Task
    mine: Assignment | None
    others: list[Assignment] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    sees_all: bool = False

    @property
    def accepted(self) -> int:
        """How many are done."""
        return sum(one.state == AssignmentState.ACCEPTED for one in self.others)

    @property
    def to_decide(self) -> int:
        """How many wait for a decision."""
        return sum(one.state == AssignmentState.HANDED_IN for one in self.others)


def sheet_of(user: Any, task: Task) -> Sheet:
    """The page of a task already fetched; three queries."""
    sees_all = task.owner_id == user.pk or bool(networks.may_steer(user, task.edition.network))
    rows = Assignment.objects.filter(task=task).select_related("user", "decided_by")
    rows = rows.prefetch_related(Prefetch("files", _FILES)).order_by("user__last_name", "user__first_name", "pk")
    shown = list(rows) if sees_all else list(rows.filter(user=user))
    for one in shown:
        one.task = task
    mine = next((one for one in shown if one.user_id == user.pk), None)
    people = [] if sees_all or task.for_all else [one.user for one in rows.prefetch_related(None)]
    return Sheet(task, mine, shown if sees_all else [], people, sees_all)


# --- lists -----------------------------------------------------------------------------------------------------------


def my_assignments(user: Any) -> QuerySet[Assignment]:
    """What `user` has of tasks, over all networks of the present year."""
    places = networks.memberships_of(user)
    return Assignment.objects.filter(
        user=user.pk, task__withdrawn_at=None, task__edition__in=places.values("edition")
    ).select_related("task__edition__network")


def waiting_for_me(user: Any) -> QuerySet[Assignment]:
    """What `user` is still to do, over all networks, the earliest first."""
    return my_assignments(user).filter(state__in=WAITING).order_by("task__due_at", "pk")


def to_decide(user: Any) -> QuerySet[Assignment]:
    """What was handed in and waits for `user`, the longest first."""
    found = rules.decidable(user).present().select_related("task__edition__network", "user")
    return found.order_by("handed_in_at", "pk")


@dataclass
class Mine:
    """My tasks by what they ask for."""

    late: list[Assignment] = field(default_factory=list)
    soon: list[Assignment] = field(default_factory=list)
    later: list[Assignment] = field(default_factory=list)
    handed_in: list[Assignment] = field(default_factory=list)
    accepted: list[Assignment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.late or self.soon or self.later or self.handed_in or self.accepted)

    @property
    def count(self) -> int:
        """How many ask for something."""
        return len(self.late) + len(self.soon) + len(self.later)


def grouped(assignments: Iterable[Assignment], now: datetime | None = None) -> Mine:
    """Assignments by what they ask for."""
    now, mine = now or clock.now(), Mine()
    for one in assignments:
        if one.state == AssignmentState.HANDED_IN:
            mine.handed_in.append(one)
        elif one.state == AssignmentState.ACCEPTED:
            mine.accepted.append(one)
        elif one.task.due_at < now:
            mine.late.append(one)
        else:
            (mine.soon if one.task.due_at - now <= SOON else mine.later).append(one)
    return mine


def my_tasks(user: Any, *, edition: Edition | None = None) -> Mine:
    """My tasks over all networks, or of one year of a network, by what they ask for; two queries."""
    rows = my_assignments(user)
    if edition is not None:
        rows = rows.filter(task__edition=edition)
    waiting = rows.filter(state__in=[*WAITING, AssignmentState.HANDED_IN]).order_by("task__due_at", "pk")[:MOST_MINE]
    done = rows.filter(state=AssignmentState.ACCEPTED).order_by("-decided_at", "-pk")[:10]
    return grouped([*waiting, *done])


def promised(user: Any, edition: Edition, until: datetime) -> list[Assignment]:
    """What `user` is still to do in this year of a network by `until`."""
    rows = my_assignments(user).filter(task__edition=edition, state__in=WAITING, task__due_at__lte=until)
    return list(rows.order_by("task__due_at", "pk")[:50])


@dataclass
class Line:
    """A task in the network's list, with the reader's part and, for who steers, how far everybody is."""

    task: Task
    mine: Assignment | None = None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> int:
        """To how many it is given."""
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        """How many are accepted."""
        return self.counts.get(AssignmentState.ACCEPTED, 0)

    @property
    def waiting(self) -> int:
        """How many wait for a decision."""
        return self.counts.get(AssignmentState.HANDED_IN, 0)


def tasks_of(standing: Membership, *, which: str, page: int = 1) -> tuple[Page, list[Line]]:
    """A page of the network's tasks, of the present year unless `which` is "dawne"; four queries.

    `which`: "" open ones by day; "po-terminie" those whose day has passed; "wycofane"; "dawne" of the years before.
    """
    tasks = Task.objects.filter(edition__network=standing.edition.network_id).select_related("owner")
    here = Q(edition=standing.edition_id)
    now = clock.now()
    chosen = {
        "po-terminie": tasks.filter(here, withdrawn_at=None, due_at__lt=now).order_by("-due_at", "-pk"),
        "wycofane": tasks.filter(here).exclude(withdrawn_at=None).order_by("-withdrawn_at", "-pk"),
        "dawne": tasks.exclude(here).order_by("-due_at", "-pk"),
    }.get(which, tasks.filter(here, withdrawn_at=None, due_at__gte=now).order_by("due_at", "pk"))
    found = Paginator(chosen, PAGE).get_page(page)
    rows = list(found.object_list)
    return found, lines_of(standing, rows)


def lines_of(standing: Membership, tasks: list[Task]) -> list[Line]:
    """The tasks with the reader's part and counts; two queries."""
    mine = {one.task_id: one for one in Assignment.objects.filter(task__in=tasks, user=standing.user_id)}
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    seen = Assignment.objects.filter(task__in=tasks).present()
    if not standing.steers:
        seen = seen.filter(task__owner=standing.user_id)
    for task, state, count in seen.order_by().values_list("task", "state").annotate(Count("pk")):
        counts[task][state] = count
    return [Line(task, mine.get(task.pk), counts.get(task.pk, {})) for task in tasks]


@dataclass
class Column:
    """A column of the board."""

    state: AssignmentState
    cards: list[Assignment]
    more: int


def board_of(standing: Membership, *, everybody: bool) -> list[Column]:
    """The year's tasks by state: mine, or for who steers everybody's; five queries."""
    rows = Assignment.objects.filter(task__edition=standing.edition_id).present()
    if not (everybody and standing.steers):
        rows = rows.filter(user=standing.user_id)
    rows = rows.select_related("user", "task__owner")
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    columns = []
    for state in AssignmentState:
        late_first = "-decided_at" if state == AssignmentState.ACCEPTED else "task__due_at"
        cards = list(rows.filter(state=state).order_by(late_first, "pk")[:COLUMN])
        for card in cards:
            card.task.edition = standing.edition
        columns.append(Column(state, cards, max(0, counts.get(state, 0) - COLUMN)))
    return columns


@dataclass
class Day:
    """A day of the calendar."""

    on: date
    in_month: bool
    is_today: bool
    is_free: bool
    tasks: list[Task] = field(default_factory=list)


@dataclass
class Month:
    """A month of tasks, in weeks from Monday."""

    first: date
    weeks: list[list[Day]]
    breaks: list[Any]

    @property
    def before(self) -> date:
        """The month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """The month after."""
        return (self.first + timedelta(days=32)).replace(day=1)


def month_of(tasks: QuerySet[Task], first: date, voivodeship: str | None = None) -> Month:
    """The tasks due in the month that begins on `first`, with days off marked; two queries."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begin, end = weeks[0][0], weeks[-1][-1]
    day_starts = timezone.make_aware(datetime.combine(begin, datetime.min.time()))
    day_ends = timezone.make_aware(datetime.combine(end + timedelta(days=1), datetime.min.time()))
    due: dict[date, list[Task]] = defaultdict(list)
    for task in tasks.filter(due_at__gte=day_starts, due_at__lt=day_ends).order_by("due_at", "pk")[:500]:
        due[timezone.localdate(task.due_at)].append(task)
    breaks = breaks_between(begin, end, voivodeship)
    is_free, today = _free_in(breaks), clock.today()
    drawn = [
        [Day(on, on.month == first.month, on == today, is_free(on), due.get(on, [])) for on in week] for week in weeks
    ]
    return Month(first, drawn, breaks)


def tasks_in_calendar(standing: Membership) -> QuerySet[Task]:
    """Tasks of the network's year for its calendar."""
    return Task.objects.filter(edition=standing.edition_id, withdrawn_at=None)


def my_calendar(user: Any) -> QuerySet[Task]:
    """Tasks given to `user`, over all networks, for the calendar."""
    mine = my_assignments(user).values("task")
    return Task.objects.filter(pk__in=mine).select_related("edition__network")


# --- days off --------------------------------------------------------------------------------------------------------


def _free_in(breaks: list[Any]) -> Callable[[date], bool]:
    def is_free(day: date) -> bool:
        return day.weekday() > 4 or day in school_calendar.holidays(day.year) or any(one.holds(day) for one in breaks)

    return is_free


def days_off(voivodeship: str | None, around: date) -> Callable[[date], bool]:
    """Whether a day within four months of `around` is a day off in the voivodeship's schools; one query."""
    return _free_in(breaks_between(around - timedelta(days=120), around + timedelta(days=120), voivodeship))


def reminded_tasks(now: datetime) -> list[Task]:
    """Open tasks of open years of which somebody may have to be reminded, with what has gone out; two queries."""
    near = Q(due_at__gte=now - timedelta(days=100), due_at__lte=now + timedelta(days=30))
    open_years = Edition.objects.current().filter(state__in=OPEN_STATES)
    tasks = Task.objects.filter(near, withdrawn_at=None, edition__in=open_years)
    return list(tasks.select_related("edition__network__county", "owner").prefetch_related("reminders"))


def late_people(task: Task) -> list[Any]:
    """People of the task who are still to act, by name."""
    rows = task.assignments.present().waiting().filter(user__is_active=True).select_related("user")
    return [one.user for one in rows.order_by("user__last_name", "user__first_name", "pk")]
