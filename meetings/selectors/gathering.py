"""Meetings on their lists and pages, and who is asked, told and counted. Fetching is checking; queries are fixed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kit import clock
from kit.verdicts import NotThere
from meetings import guests, ledger, rules
from meetings.enums import Coming, Kind
from meetings.models import (
    AgendaItem,
    Answer,
    Correction,
    Meeting,
)
from meetings.selectors.attended import Presence, presences_in, there_in
from meetings.states import MeetingState, MinutesState
from networks import rules as networks
from networks.enums import Role
from networks.models import Edition, Membership

PAST_SHOWN = 30
STEERING = networks.STEERING
FEWEST, MOST = 3, 5
"""A network meets three to five times in a school year (D54, BR2): a hint, never a wall."""


def meeting_for(user: Any, pk: int) -> Meeting:
    """A meeting `user` may read. Raises NotThere when it is absent or not theirs."""
    meeting = (
        rules.readable_meetings(user)
        .select_related("edition__network__county", "edition__school_year", "created_by")
        .filter(pk=pk)
        .first()
    )
    if meeting is None:
        raise NotThere
    return meeting


def _listed(meetings: QuerySet[Meeting], user: Any) -> QuerySet[Meeting]:
    """With what each line of a list says. Counted for each line that is shown: grouping would count all of them."""
    answers = Answer.objects.filter(meeting=OuterRef("pk")).order_by()
    coming = answers.filter(coming=Coming.YES, lined_at=None).values("meeting")
    coming = coming.annotate(many=Count("pk")).values("many")
    return meetings.select_related("edition__network").annotate(
        my_answer=Subquery(answers.filter(user=user).values("coming")[:1]),
        coming_count=Coalesce(Subquery(coming), 0),
    )


def my_meetings(user: Any, *, now: datetime | None = None) -> tuple[list[Meeting], list[Meeting]]:
    """(upcoming, past) meetings over all networks of `user`."""
    now = now or clock.now()
    meetings = _listed(rules.readable_meetings(user), user)
    return list(meetings.upcoming(now)[:100]), list(meetings.past(now)[:PAST_SHOWN])


def meetings_of(standing: Membership, *, now: datetime | None = None) -> tuple[list[Meeting], list[Meeting]]:
    """(upcoming, past) meetings of a network, those of the years before included."""
    now = now or clock.now()
    meetings = _listed(Meeting.objects.filter(edition__network=standing.edition.network_id), standing.user)
    return list(meetings.upcoming(now)[:100]), list(meetings.past(now)[:PAST_SHOWN])


def next_meeting(user: Any, *, now: datetime | None = None) -> Meeting | None:
    """The nearest meeting of `user` over all networks, the one under way first."""
    return _listed(rules.readable_meetings(user), user).upcoming(now or clock.now()).first()


def next_meeting_of(edition: Edition, user: Any, *, now: datetime | None = None) -> Meeting | None:
    """The nearest meeting of a network's year."""
    return _listed(Meeting.objects.filter(edition=edition), user).upcoming(now or clock.now()).first()


def meetings_in_year(edition: Edition) -> int:
    """How many meetings the year has that are not cancelled."""
    return Meeting.objects.filter(edition=edition).counted().count()


@dataclass(frozen=True)
class Point:
    """A point of the agenda with the time at which it should begin."""

    item: AgendaItem
    at: datetime


def agenda_of(meeting: Meeting) -> list[Point]:
    """The agenda with planned times."""
    points, at = [], meeting.starts_at
    for item in meeting.agenda.all():
        points.append(Point(item, at))
        at += timedelta(minutes=item.minutes)
    return points


@dataclass(frozen=True)
class Invited:
    """A member of the network's year and the answer."""

    membership: Membership
    coming: str
    is_lined: bool = False
    """Whether the person waits for a place."""


def invited_to(meeting: Meeting) -> list[Invited]:
    """Everybody invited with their answers: those who come first, then the undecided, the silent and the absent."""
    given = {one.user_id: one for one in meeting.answers.all()}
    answers = {user: one.coming for user, one in given.items()}
    lined = {user for user, one in given.items() if one.lined_at is not None}
    order = {Coming.YES: 0, Coming.MAYBE: 1, "": 2, Coming.NO: 3}
    people = Membership.objects.active().filter(edition=meeting.edition_id).select_related("user")
    rows = [
        Invited(membership, answers.get(membership.user_id, ""), membership.user_id in lined) for membership in people
    ]
    return sorted(rows, key=lambda row: (order[row.coming], row.is_lined))


@dataclass(frozen=True)
class Outside:
    """How many signed up for an open meeting from outside the network, and how many of them have a place."""

    signed: int = 0
    seated: int = 0


def outside_of(meeting: Meeting) -> Outside:
    """Sign-ups from outside; two queries for an open meeting, none for others."""
    if meeting.kind != Kind.OPEN:
        return Outside()
    people = guests.visitors(meeting.pk)
    return Outside(len(people), meeting.answers.filter(user__in=people, coming=Coming.YES, lined_at=None).count())


def place_in_line(user: Any, meeting: Meeting) -> int:
    """Which in the line for a place the person is, from one; 0 for everybody else."""
    if meeting.capacity is None:
        return 0
    line = list(meeting.answers.exclude(lined_at=None).order_by("lined_at", "pk").values_list("user", flat=True))
    return line.index(user.pk) + 1 if user.pk in line else 0


@dataclass
class Attendance:
    """One person's presence at a meeting."""

    user: Any
    role: str
    coming: str
    minutes: int
    stays: list[tuple[datetime, datetime | None]]
    correction: Correction | None
    signed_at: datetime | None = None
    is_lined: bool = False

    @property
    def was_there(self) -> bool:
        """The coordinator's word, or else what the room and the code say."""
        return self.correction.was_there if self.correction else bool(self.stays or self.signed_at)

    @property
    def was_expected(self) -> bool:
        """Whether the person said yes and had a place."""
        return self.coming == Coming.YES and not self.is_lined


@dataclass(frozen=True)
class Expected:
    """Those who said yes against those who were there."""

    expected: int
    came: int
    missing: list[Any]
    unexpected: list[Any]


def expected_of(rows: list[Attendance]) -> Expected:
    """What an attendance says about the answers; no query."""
    said = [row for row in rows if row.was_expected]
    return Expected(
        expected=len(said),
        came=sum(row.was_there for row in said),
        missing=[row.user for row in said if not row.was_there],
        unexpected=[row.user for row in rows if row.was_there and not row.was_expected],
    )


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Presence of everybody of the year, who signed up from outside or was there; seven or eight queries."""
    now = clock.now()
    presences = {user: one for (_meeting, user), one in presences_in([meeting]).items()}
    answers = {one.user_id: one for one in meeting.answers.all()}
    corrections = {row.user_id: row for row in meeting.corrections.select_related("made_by")}
    people, roles = {}, {}
    for membership in Membership.objects.active().filter(edition=meeting.edition_id).select_related("user"):
        people[membership.user_id], roles[membership.user_id] = membership.user, membership.role
    strangers = {*presences, *(guests.visitors(meeting.pk) if meeting.kind == Kind.OPEN else ())} - people.keys()
    people |= get_user_model().objects.in_bulk(strangers)
    rows = [_attendance(meeting, user, presences.get(pk), now) for pk, user in people.items()]
    for row in rows:
        given = answers.get(row.user.pk)
        row.role = roles.get(row.user.pk, "")
        row.coming, row.is_lined = (given.coming, given.lined_at is not None) if given else ("", False)
        row.correction = corrections.get(row.user.pk)
    return sorted(rows, key=lambda row: (row.user.last_name, row.user.first_name, row.user.pk))


def _attendance(meeting: Meeting, user: Any, found: Presence | None, now: datetime) -> Attendance:
    presence = found or Presence(meeting)
    return Attendance(
        user=user,
        role="",
        coming="",
        minutes=round(ledger.length(presence.intervals(now)).total_seconds() / 60),
        stays=sorted(presence.stays, key=lambda stay: stay[0]),
        correction=None,
        signed_at=presence.signed_at,
    )


# --- the room


def due_reminders(now: datetime, ahead: timedelta) -> QuerySet[Meeting]:
    """Planned meetings that begin within `ahead`."""
    return Meeting.objects.filter(
        state=MeetingState.PLANNED, starts_at__gt=now, starts_at__lte=now + ahead
    ).select_related("edition__network")


def reminded_people(meeting: Meeting) -> list[Any]:
    """Members and experts of the year who have not said that they will not come."""
    absent = meeting.answers.filter(coming=Coming.NO).values("user")
    memberships = _places_in(meeting).exclude(user__in=absent)
    return [membership.user for membership in memberships.select_related("user")]


def people_coming(meeting: Meeting) -> list[Any]:
    """Those who said that they come, or that they do not know yet; not those who wait for a place."""
    told = meeting.answers.filter(coming__in=(Coming.YES, Coming.MAYBE), lined_at=None).values("user")
    return [membership.user for membership in _places_in(meeting).filter(user__in=told).select_related("user")]


def silent_people(meeting: Meeting) -> list[Any]:
    """Those who have not answered, and those who do not know yet."""
    told = meeting.answers.exclude(coming=Coming.MAYBE).values("user")
    return [membership.user for membership in _places_in(meeting).exclude(user__in=told).select_related("user")]


def _places_in(meeting: Meeting) -> QuerySet[Membership]:
    """Memberships of the year in force today."""
    today = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    return Membership.objects.now().filter(today, edition=meeting.edition_id)


def everybody_in(meeting: Meeting) -> QuerySet[Membership]:
    """Memberships of the meeting's year in force today."""
    return _places_in(meeting)


def everybody(meeting: Meeting) -> list[Any]:
    """Members and experts of the meeting's year."""
    memberships = Membership.objects.now().filter(edition=meeting.edition_id).select_related("user")
    return [membership.user for membership in memberships]


def steering(meeting: Meeting) -> list[Any]:
    """Those who steer the network's year."""
    held = Membership.objects.now().filter(edition=meeting.edition_id, role__in=networks.STEERING)
    return [membership.user for membership in held.select_related("user")]


def experts_of(edition: Edition) -> QuerySet[Membership]:
    """Experts invited to the year."""
    return Membership.objects.active().filter(edition=edition, role=Role.EXPERT)


def marks_of(edition: Edition) -> list[Meeting]:
    """All meetings of a year in order, for its timeline."""
    return list(Meeting.objects.filter(edition=edition).order_by("starts_at"))


@dataclass(frozen=True)
class Year:
    """What a year's meetings come to."""

    held: int
    by_kind: dict[str, int]
    presences: int
    people: int
    experts: int
    minutes: int = 0
    decisions: int = 0
    meetings: list[tuple[Meeting, int, int]] = field(default_factory=list)
    """Each meeting in order, with how many were there and the decisions of its minutes."""

    @property
    def presences_by_kind(self) -> dict[str, int]:
        """Presences by kind of meeting."""
        found: dict[str, int] = {}
        for meeting, present, _decisions in self.meetings:
            found[meeting.kind] = found.get(meeting.kind, 0) + present
        return found


def year_of(edition: Edition) -> Year:
    """Meetings held in the year, and who was there by the ledger and its corrections; five queries."""
    held = Meeting.objects.filter(edition=edition).done()
    decided = Count("decisions", filter=Q(minutes__state=MinutesState.PUBLISHED), distinct=True)
    written = Count("minutes", filter=Q(minutes__state=MinutesState.PUBLISHED), distinct=True)
    each = list(held.annotate(decided=decided, written=written).order_by("starts_at", "pk"))
    by_kind = dict(Counter(meeting.kind for meeting in each))
    there = there_in(each)
    seen = Counter(meeting for meeting, _user in there)
    people = {user for _meeting, user in there}
    experts = set(experts_of(edition).values_list("user", flat=True))
    return Year(
        held=sum(by_kind.values()),
        by_kind=by_kind,
        presences=len(there) + sum(meeting.present_count or 0 for meeting in each),
        people=len(people),
        experts=len(people & experts),
        meetings=[(one, seen[one.pk] + (one.present_count or 0), one.decided) for one in each],
        minutes=sum(meeting.written for meeting in each),
        decisions=sum(meeting.decided for meeting in each),
    )
