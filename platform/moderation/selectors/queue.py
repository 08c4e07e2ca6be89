"""The queue: everything that waits for one person's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from kit import clock
from kit.verdicts import NotThere
from moderation import rules
from moderation.enums import HELD, CaseState, Why
from moderation.models import Case, Decision, Report
from moderation.registry import Moderated, kind_for

BATCH = 50
"""Cases shown at once; those that wait longest come first, so that nobody needs the second page before the first."""


@dataclass
class Row:
    """A case with the thing it is about and the reports that wait about it."""

    case: Case | None
    kind: Moderated
    thing: Any
    reports: list[Report] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What people call the thing."""
        return self.kind.title(self.thing)

    @property
    def place(self) -> str:
        """Where it stands."""
        return self.kind.place(self.thing)

    @property
    def author(self) -> Any:
        """Who wrote it."""
        return self.kind.author(self.thing)

    @property
    def words(self) -> str:
        """Its stored HTML."""
        return self.kind.words(self.thing)

    @property
    def drawn(self) -> str:
        """Its words as they are shown, with what is attached to them."""
        return (self.kind.drawn or self.kind.words)(self.thing)

    @property
    def url(self) -> str:
        """Where it stands."""
        return self.kind.url(self.thing)

    @property
    def is_hidden(self) -> bool:
        """Whether others do not see it now."""
        return self.kind.is_hidden(self.thing)

    @property
    def is_held(self) -> bool:
        """Whether it waits to be published."""
        return self.kind.is_waiting(self.thing)

    @property
    def is_appeal(self) -> bool:
        """Whether its author appeals against a decision."""
        return self.case is not None and self.case.why == Why.APPEAL

    @property
    def is_objection(self) -> bool:
        """Whether whoever reported it objects to a decision."""
        return self.case is not None and self.case.is_objection

    @property
    def is_late(self) -> bool:
        """Whether the promise to its author is missed."""
        return self.case is not None and self.case.promised_at < clock.now()

    @property
    def why(self) -> str:
        """Why it waits, in words."""
        if self.case is None:
            return ""
        said = self.case.get_why_display()
        return f"{said}: {self.case.detail}" if self.case.detail else str(said)


@dataclass
class Queue:
    """The first cases of a queue and how many there are."""

    rows: list[Row]
    count: int

    @property
    def more(self) -> int:
        """How many stand behind those shown."""
        return max(0, self.count - len(self.rows))


def queue_for(user: Any) -> Queue:
    """Cases that wait for `user`'s decision, the oldest promise first.

    A fixed number of queries: the cases, how many, their reports, and one for each kind of thing among them.
    """
    waiting = rules.waiting_cases(user)
    cases = list(waiting.select_related("author", "claimed_by", "against").order_by("promised_at", "id")[:BATCH])
    count = waiting.count() if len(cases) == BATCH else len(cases)
    return Queue(rows_of(cases), count)


def rows_of(cases: list[Case]) -> list[Row]:
    """The cases with their things and reports; a case whose thing is gone is left out."""
    rows = []
    things = things_of(cases)
    reports = _reports(cases)
    for case in cases:
        kind, thing = things.get((case.about_type_id, case.about_id), (None, None))
        if kind is not None:
            rows.append(Row(case, kind, thing, reports.get((case.about_type_id, case.about_id), [])))
    return rows


def things_of(cases: Sequence[Case | Decision]) -> dict[tuple[int, int], tuple[Moderated, Any]]:
    """The things, with their kinds, by (about_type_id, about_id); those that are gone are left out. A query a kind."""
    found = {}
    for type_id in {case.about_type_id for case in cases}:
        kind = kind_for(ContentType.objects.get_for_id(type_id).model_class() or Case)
        if kind is None:
            continue
        numbers = [case.about_id for case in cases if case.about_type_id == type_id]
        for thing in kind.rows().filter(pk__in=numbers):
            found[type_id, thing.pk] = (kind, thing)
    return found


def _reports(cases: list[Case]) -> dict[tuple[int, int], list[Report]]:
    if not cases:
        return {}
    about = Q(pk__in=[])
    for type_id in {case.about_type_id for case in cases}:
        about |= Q(about_type=type_id, about_id__in=[case.about_id for case in cases if case.about_type_id == type_id])
    found: dict[tuple[int, int], list[Report]] = {}
    for report in Report.objects.filter(about, closed_at=None).select_related("reporter", "outside").order_by("id"):
        found.setdefault((report.about_type_id, report.about_id), []).append(report)
    return found


def waiting_count(user: Any) -> int:
    """How many cases wait for `user`; one query."""
    return rules.waiting_cases(user).count()


def asked_count(user: Any) -> int:
    """How many of `user`'s cases wait for their authors."""
    return rules.judged_cases(user).filter(state=CaseState.ASKED).count()


def waiting_in(place: str) -> int:
    """How many texts wait in the place to be read before others see them; said to their authors."""
    return Case.objects.filter(place=place, state=CaseState.WAITING, why__in=HELD).count()


def case_for(user: Any, case_id: int) -> Row:
    """An open or closed case `user` decides about, with its thing. Raises NotThere for everybody else."""
    case = (
        Case.objects.filter(pk=case_id)
        .select_related("author", "claimed_by", "against__decided_by", "about_type", "report__reporter")
        .first()
    )
    rows = rows_of([case]) if case is not None else []
    if not rows or not rules.may_decide(user, rows[0].kind, rows[0].thing, rows[0].case):
        raise NotThere
    return rows[0]


def cases_among(user: Any, numbers: list[int]) -> list[Row]:
    """Those of the numbered cases about which `user` may decide, in the order of the queue."""
    cases = rules.waiting_cases(user).filter(pk__in=numbers[:BATCH]).select_related("author", "claimed_by", "against")
    return rows_of(list(cases.order_by("promised_at", "id")))


def next_case(user: Any, *, after: Case | None = None) -> Case | None:
    """The case to decide after this one: the next in the queue, or the first; None when nothing waits."""
    waiting = rules.waiting_cases(user).order_by("promised_at", "id")
    if after is None:
        return waiting.first()
    waiting = waiting.exclude(pk=after.pk)
    behind = waiting.filter(Q(promised_at__gt=after.promised_at) | Q(promised_at=after.promised_at, id__gt=after.pk))
    return behind.first() or waiting.first()
