"""What the screens of meetings need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import guests, room_state, rules
from meetings.enums import Coming
from meetings.models import AgendaItem, Answer, Correction, Meeting, Minutes, RoomEvent, Visit
from meetings.states import MeetingState, MinutesState
from networks import rules as networks
from networks.enums import Role
from networks.models import Edition, Membership

PAST_SHOWN = 30
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
    mine = Answer.objects.filter(meeting=OuterRef("pk"), user=user).values("coming")[:1]
    return meetings.select_related("edition__network").annotate(
        my_answer=Subquery(mine), coming_count=Count("answers", filter=Q(answers__coming=Coming.YES))
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


def invited_to(meeting: Meeting) -> list[Invited]:
    """Everybody invited with their answers: those who come first, then the undecided, the silent and the absent."""
    answers = dict(meeting.answers.values_list("user", "coming"))
    order = {Coming.YES: 0, Coming.MAYBE: 1, "": 2, Coming.NO: 3}
    people = Membership.objects.active().filter(edition=meeting.edition_id).select_related("user")
    rows = [Invited(membership, answers.get(membership.user_id, "")) for membership in people]
    return sorted(rows, key=lambda row: order[row.coming])


@dataclass
class Attendance:
    """One person's presence at a meeting."""

    user: Any
    role: str
    coming: str
    minutes: int
    stays: list[tuple[datetime, datetime | None]]
    correction: Correction | None

    @property
    def was_there(self) -> bool:
        """The coordinator's word, or else what the room counted."""
        return self.correction.was_there if self.correction else bool(self.stays)


def _minutes(stays: Iterable[tuple[datetime, datetime | None]], now: datetime) -> int:
    """Minutes covered by the stays; overlapping ones (two devices) count once."""
    total, until = timedelta(), None
    for begin, end in sorted((begin, end or now) for begin, end in stays):
        start = begin if until is None else max(begin, until)
        if end > start:
            total += end - start
        until = end if until is None else max(until, end)
    return round(total.total_seconds() / 60)


def attendance_of(meeting: Meeting) -> list[Attendance]:
    """Presence of everybody who is a member of the year or was in the room."""
    now = clock.now()
    stays: dict[int, list] = {}
    people: dict[int, Any] = {}
    for visit in meeting.visits.select_related("user"):
        stays.setdefault(visit.user_id, []).append((visit.joined_at, visit.left_at))
        people[visit.user_id] = visit.user
    answers = dict(meeting.answers.values_list("user", "coming"))
    corrections = {row.user_id: row for row in meeting.corrections.select_related("user", "made_by")}
    people |= {row.user_id: row.user for row in corrections.values()}
    roles = {}
    for membership in Membership.objects.active().filter(edition=meeting.edition_id).select_related("user"):
        people[membership.user_id], roles[membership.user_id] = membership.user, membership.role
    rows = [
        Attendance(
            user=user,
            role=roles.get(pk, ""),
            coming=answers.get(pk, ""),
            minutes=_minutes(stays.get(pk, ()), now),
            stays=stays.get(pk, []),
            correction=corrections.get(pk),
        )
        for pk, user in people.items()
    ]
    return sorted(rows, key=lambda row: (row.user.last_name, row.user.first_name, row.user.pk))


# --- the room


@dataclass(frozen=True)
class Pass:
    """What lets a person into a room: everything in it comes from the session, nothing from the browser (WS-06)."""

    meeting: Meeting
    person: int
    name: str
    role: str

    @property
    def is_host(self) -> bool:
        """Whether the person leads the meeting."""
        return self.role in networks.STEERING


def pass_for(user: Any, pk: int, *, now: datetime | None = None) -> Pass:
    """The pass of `user` to the room of meeting `pk`, in two queries.

    Raises NotThere when there is no such meeting for this person, Refused when its room is not open to them now.
    """
    meeting = Meeting.objects.filter(pk=pk).select_related("edition__network").first()
    if meeting is None:
        raise NotThere
    here = networks.memberships_of(user).filter(edition__network=meeting.edition.network_id).first()
    if here is None or here.edition_id != meeting.edition_id:
        if not guests.admits(user, pk):
            raise NotThere
        here = None
    verdict = rules.room_is_open(meeting, now)
    if not verdict:
        raise Refused(verdict.reason)
    return Pass(meeting=meeting, person=user.pk, name=str(user), role=here.role if here else Role.EXPERT)


def event_frame(event: RoomEvent) -> room_state.Event:
    """An event as it travels."""
    return {
        "number": event.number,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "key": event.made_key,
        "values": event.values,
    }


def events_after(pk: int, number: int) -> list[room_state.Event]:
    """Committed events of a room after `number`, in order."""
    rows = RoomEvent.objects.filter(meeting=pk, number__gt=number).order_by("number")
    return [event_frame(event) for event in rows]


def agenda_values(pk: int) -> list[dict[str, Any]]:
    """The agenda as it travels."""
    return list(AgendaItem.objects.filter(meeting=pk).values("id", "title", "minutes", "leader"))


def room_state_of(pk: int) -> room_state.State:
    """The state of a room, made from all its events."""
    start = {**room_state.empty(), "agenda": agenda_values(pk)}
    return room_state.fold(events_after(pk, 0), start)


def put_out_of(present: dict[int, set[int]], sessions: dict[str, tuple[int, int]]) -> set[tuple[int, int]]:
    """Of the persons `present` in rooms {meeting: persons}, the (meeting, person) pairs that have no right any more.

    `sessions` maps the keys of sessions with which sockets were opened to (meeting, person). Two queries.
    """
    today = clock.today()
    held = set(
        Membership.objects.now()
        .filter(Q(ends_on=None) | Q(ends_on__gte=today), user__is_active=True)
        .filter(edition__meetings__in=present, user__in={person for people in present.values() for person in people})
        .values_list("edition__meetings", "user")
    )
    lost = {(meeting, person) for meeting, people in present.items() for person in people} - held
    lost -= guests.held(present, {person for _meeting, person in lost})
    living = set(
        Session.objects.filter(session_key__in=sessions, expire_date__gt=clock.now()).values_list(
            "session_key", flat=True
        )
    )
    return lost | {pair for key, pair in sessions.items() if key not in living}


def open_visits(pk: int) -> QuerySet[Visit]:
    """Stays that have not ended."""
    return Visit.objects.filter(meeting=pk, left_at=None)


def due_reminders(now: datetime, ahead: timedelta) -> QuerySet[Meeting]:
    """Planned meetings that begin within `ahead`."""
    return Meeting.objects.filter(
        state=MeetingState.PLANNED, starts_at__gt=now, starts_at__lte=now + ahead
    ).select_related("edition__network")


def reminded_people(meeting: Meeting) -> list[Any]:
    """Members and experts of the year who have not said that they will not come."""
    absent = meeting.answers.filter(coming=Coming.NO).values("user")
    memberships = Membership.objects.now().filter(edition=meeting.edition_id).exclude(user__in=absent)
    return [membership.user for membership in memberships.select_related("user")]


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


def year_of(edition: Edition) -> Year:
    """Meetings held in the year, and who was there by the ledger and its corrections; seven queries."""
    held = Meeting.objects.filter(edition=edition).done()
    by_kind = dict(held.order_by().values_list("kind").annotate(Count("pk")))
    there = set(Visit.objects.filter(meeting__in=held).values_list("meeting", "user"))
    for meeting, user, was_there in Correction.objects.filter(meeting__in=held).values_list(
        "meeting", "user", "was_there"
    ):
        (there.add if was_there else there.discard)((meeting, user))
    people = {user for _meeting, user in there}
    experts = set(experts_of(edition).values_list("user", flat=True))
    written = Minutes.objects.filter(meeting__in=held, state=MinutesState.PUBLISHED)
    noted = written.aggregate(minutes=Count("pk", distinct=True), decisions=Count("meeting__decisions"))
    return Year(
        held=sum(by_kind.values()),
        by_kind=by_kind,
        presences=len(there),
        people=len(people),
        experts=len(people & experts),
        **noted,
    )
