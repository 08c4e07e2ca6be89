"""What the screens of date polls need; each has a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from directory.selectors import break_on, breaks_between
from kit import clock
from kit.verdicts import NotThere
from meetings.datepolls import rules
from meetings.datepolls.models import DatePoll, Moment, Say
from meetings.datepolls.states import Fits, PollState
from meetings.models import Meeting
from networks.models import Edition, Membership

REMIND_BEFORE = timedelta(days=2)
"""So long before the last day the silent are reminded."""


def poll_for(user: Any, pk: int) -> DatePoll:
    """A poll `user` may read. Raises NotThere."""
    poll = (
        rules.readable_polls(user)
        .select_related("edition__network__county", "edition__school_year", "created_by", "meeting")
        .filter(pk=pk)
        .first()
    )
    if poll is None:
        raise NotThere
    return poll


def open_polls(edition: Edition) -> list[DatePoll]:
    """Polls of the year that still ask, with `people` (who said something) and `first`; one query."""
    asking = DatePoll.objects.filter(edition=edition, state=PollState.OPEN)
    return list(asking.annotate(people=Count("moments__said__user", distinct=True)).order_by("until_on", "pk"))


def waiting_for(user: Any) -> QuerySet[DatePoll]:
    """Polls in which a moment still waits for the answer of `user`, the nearest last day first."""
    said = Say.objects.filter(moment=OuterRef("pk"), user=user)
    silent = Moment.objects.filter(poll=OuterRef("pk")).exclude(Exists(said))
    polls = rules.answerable_polls(user).filter(Exists(silent)).select_related("edition__network")
    return polls.order_by("until_on", "pk")


def asked(edition_id: int) -> list[Membership]:
    """Everybody with a place in the year today, by name; one query."""
    today = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    places = Membership.objects.now().filter(today, edition=edition_id, user__is_active=True).select_related("user")
    return sorted(places, key=lambda place: (place.user.last_name, place.user.first_name, place.user_id))


@dataclass
class Column:
    """One moment with what was said of it."""

    moment: Moment
    yes: int = 0
    if_needed: int = 0
    no: int = 0
    silent: list[Any] = field(default_factory=list)
    in_break: str = ""
    clash: str = ""
    mine: str = ""
    is_best: bool = False
    is_over: bool = False

    @property
    def can(self) -> int:
        """How many would be there."""
        return self.yes + self.if_needed

    @property
    def most(self) -> int:
        """How many would be there if all the silent could."""
        return self.can + len(self.silent)


@dataclass(frozen=True)
class Row:
    """One person with an answer for each moment, in their order."""

    person: Any
    role: str
    said: list[str]


@dataclass(frozen=True)
class Board:
    """A poll as the members see it."""

    columns: list[Column]
    rows: list[Row]
    silent: list[Any]
    """People with a moment still unanswered."""
    needed: list[Any]
    """Of these, the ones whose answer can still change which moment fits most."""

    @property
    def mine_missing(self) -> int:
        """How many moments to come the reader left unanswered."""
        return sum(not column.mine and not column.is_over for column in self.columns)

    @property
    def best(self) -> Column | None:
        """The moment that fits most of those still to come."""
        return next((column for column in self.columns if column.is_best), None)

    @property
    def is_settled(self) -> bool:
        """Whether no answer can change any more which moment fits most."""
        return self.best is not None and not self.needed


def ranked(columns: Iterable[Column]) -> list[Column]:
    """Moments from the one that fits most: who can be there, then whom it suits, then the earlier one."""
    return sorted(columns, key=lambda one: (-one.can, -one.yes, one.moment.starts_at))


def rivals_of(best: Column, columns: Iterable[Column]) -> list[Column]:
    """Moments that could still gather more people than the best one is sure of."""
    return [one for one in columns if one is not best and one.most > best.can]


def board_of(poll: DatePoll, user: Any, *, now: datetime | None = None) -> Board:
    """Everything said so far and what it means; five queries whatever the number of people."""
    now = now or clock.now()
    moments = list(poll.moments.all())
    people = asked(poll.edition_id)
    said = {(one.moment_id, one.user_id): one.fits for one in Say.objects.filter(moment__poll=poll)}
    columns = [_column(poll, moment, people, said, now) for moment in moments]
    _mark_breaks(poll, columns)
    _mark_clashes(poll, columns)
    for column in columns:
        column.mine = said.get((column.moment.pk, user.pk), "")
    coming = [column for column in columns if not column.is_over]
    order = ranked(coming)
    needed: set[int] = set()
    if order and order[0].can:
        best = order[0]
        best.is_best = True
        rivals = rivals_of(best, coming)
        needed = {person.pk for one in ([best, *rivals] if rivals else []) for person in one.silent}
    elif order:
        needed = {person.pk for column in coming for person in column.silent}
    rows = [Row(one.user, one.role, [said.get((m.pk, one.user_id), "") for m in moments]) for one in people]
    silent = [row.person for row in rows if not all(row.said)]
    return Board(columns, rows, silent, [person for person in silent if person.pk in needed])


def _column(
    poll: DatePoll, moment: Moment, people: list[Membership], said: dict[tuple[int, int], str], now: datetime
) -> Column:
    moment.poll = poll
    count = Counter(said.get((moment.pk, place.user_id), "") for place in people)
    return Column(
        moment=moment,
        yes=count[Fits.YES],
        if_needed=count[Fits.IF_NEEDED],
        no=count[Fits.NO],
        silent=[place.user for place in people if (moment.pk, place.user_id) not in said],
        is_over=moment.starts_at <= now,
    )


def _mark_breaks(poll: DatePoll, columns: list[Column]) -> None:
    """Name the break of the county's schools in which a moment lies (BR26)."""
    if not columns:
        return
    days = [timezone.localdate(column.moment.starts_at) for column in columns]
    breaks = breaks_between(min(days), max(days), poll.edition.network.county.voivodeship_id)
    for column, day in zip(columns, days, strict=True):
        column.in_break = next((one.name for one in breaks if one.holds(day)), "")


def break_of(poll: DatePoll, day: date) -> str:
    """The name of the break of the county's schools in which `day` lies, or nothing."""
    found = break_on(day, poll.edition.network.county.voivodeship_id)
    return found.name if found else ""


def _mark_clashes(poll: DatePoll, columns: list[Column]) -> None:
    """Name the network's own meeting that is planned for the same time, while there is a choice."""
    if not columns or not poll.is_open:
        return
    first, last = min(one.moment.starts_at for one in columns), max(one.moment.ends_at for one in columns)
    planned = list(Meeting.objects.filter(edition=poll.edition_id, starts_at__lt=last, ends_at__gt=first).counted())
    for column in columns:
        begin, end = column.moment.starts_at, column.moment.ends_at
        clashing = (one.title for one in planned if one.starts_at < end and one.ends_at > begin)
        column.clash = next(clashing, "")


def silent_in(poll: DatePoll) -> list[Any]:
    """People of the year who left a moment of the poll unanswered; three queries."""
    count = poll.moments.count()
    said = Counter(Say.objects.filter(moment__poll=poll).values_list("user", flat=True))
    return [place.user for place in asked(poll.edition_id) if said[place.user_id] < count]


def answers_about(moment: Moment) -> dict[int, str]:
    """What each person said about one moment."""
    return dict(Say.objects.filter(moment=moment).values_list("user", "fits"))


def due_for_reminder() -> QuerySet[DatePoll]:
    """Polls whose last day is near and whose silent people were not reminded yet."""
    today = clock.today()
    near = today + REMIND_BEFORE
    return DatePoll.objects.filter(
        state=PollState.OPEN, until_on__gte=today, until_on__lte=near, reminded_at=None
    ).select_related("edition__network")


def past_deadline() -> QuerySet[DatePoll]:
    """Polls whose time for answers is over while nobody has chosen."""
    return DatePoll.objects.filter(
        state=PollState.OPEN, until_on__lt=clock.today(), due_told_at=None, edition__is_current=True
    ).select_related("edition__network")
