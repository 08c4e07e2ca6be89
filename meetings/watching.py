"""What meetings tell the county's board: held of planned, and what is missing in a year (BR2, BR3, D54)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kit import clock
from meetings.enums import Kind
from meetings.models import Meeting
from meetings.states import DONE, MeetingState
from networks.attention import GENTLE, SOON, Attention, attention
from networks.models import Edition
from networks.reporting import Figure
from networks.states import EditionState

FEWEST, MOST = 3, 5
"""Meetings of a school year (BR2); said, never enforced."""
SETTLED_AFTER = timedelta(days=45)
"""After so long a network has met for the first time, or has at least said when."""


@dataclass
class Count:
    """The meetings of one year that were not cancelled."""

    held: int = 0
    all: int = 0
    ahead: int = 0
    kinds: set[str] = field(default_factory=set)


def counted(numbers: list[int]) -> dict[int, Count]:
    """The meetings of many years, in one query."""
    now = clock.now()
    found: dict[int, Count] = defaultdict(Count)
    rows = Meeting.objects.filter(edition__in=numbers).exclude(state=MeetingState.CANCELLED).order_by()
    for edition, state, kind, starts_at in rows.values_list("edition", "state", "kind", "starts_at"):
        count = found[edition]
        count.all += 1
        count.held += state in DONE
        count.ahead += state == MeetingState.PLANNED and starts_at > now
        count.kinds.add(kind)
    return found


def overview(numbers: list[int]) -> dict[int, list[Figure]]:
    """One cell for every year: how many of the meetings that were planned have been held."""
    found = counted(numbers)
    return {number: [_cell(found.get(number, Count()))] for number in numbers}


def _cell(count: Count) -> Figure:
    text = _("%(held)s of %(all)s") % {"held": count.held, "all": count.all} if count.all else ""
    return Figure("meetings_board", gettext_lazy("Meetings held of planned"), count.held, text=text)


@attention("meetings")
def missing(numbers: list[int]) -> dict[int, list[Attention]]:
    """What the meetings of each running year lack; two queries."""
    found = counted(numbers)
    running = Edition.objects.filter(pk__in=numbers).exclude(
        state__in=(EditionState.DRAFT, EditionState.CLOSED, EditionState.ARCHIVED)
    )
    return {
        edition.pk: _missing(edition, found.get(edition.pk, Count()))
        for edition in running.select_related("school_year")
    }


def _missing(edition: Any, count: Count) -> list[Attention]:
    year, today, now = edition.school_year, clock.today(), clock.now()
    settled = edition.opened_at is not None and edition.opened_at < now - SETTLED_AFTER
    ends_soon = today > year.ends_on - timedelta(days=90)
    lacks = []
    if not count.ahead and edition.state != EditionState.SUMMARISING and not ends_soon:
        lacks.append(Attention(_("No meeting is planned"), "", SOON))
    if settled and Kind.KICKOFF not in count.kinds:
        lacks.append(Attention(_("There was no organisational meeting"), "", GENTLE))
    if ends_soon and Kind.SUMMARY not in count.kinds:
        lacks.append(Attention(_("There is no meeting that sums up the year"), "", GENTLE))
    if count.all > MOST:
        lacks.append(Attention(_("More than five meetings in the year"), "", GENTLE))
    if count.all < FEWEST and today >= year.second_semester_on:
        lacks.append(Attention(_("Fewer than three meetings in the year"), "", GENTLE))
    return lacks
