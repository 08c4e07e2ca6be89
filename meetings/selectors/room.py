"""The room: who may come in or stands at its door, and what is said and shown there. Fetching is checking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from kit import clock
from kit.prepared import Prepared
from kit.verdicts import NotThere, Refused
from meetings import guests, room_state, rules
from meetings.enums import EventKind
from meetings.models import (
    Admission,
    AgendaItem,
    Meeting,
    RoomEvent,
    RoomSettings,
    Standing,
    Visit,
    Whisper,
)
from meetings.models.meeting import CARRIED
from networks import rules as networks
from networks.enums import Role
from networks.models import Membership


@dataclass(frozen=True)
class Pass:
    """What lets a person into a room: everything in it comes from the session, nothing from the browser (WS-06).

    `waits` is "" for who may go in, else why the person stays at the door: "early", "knock" or "locked".
    """

    meeting: Meeting
    person: int
    name: str
    role: str
    is_guest: bool = False
    is_cohost: bool = False
    waits: str = ""
    settings: RoomSettings = field(default_factory=RoomSettings)

    @property
    def steers(self) -> bool:
        """Whether the person steers the network, and so leads whenever present."""
        return self.role in networks.STEERING

    @property
    def is_host(self) -> bool:
        """Whether the person may lead the meeting."""
        return self.steers or self.is_cohost

    @property
    def is_free(self) -> bool:
        """Whether the switches for everybody do not bind the person: who leads, and experts."""
        return self.is_host or self.role == Role.EXPERT

    @property
    def may_present(self) -> bool:
        """Whether the person may show slides: who leads, experts, and members where everybody may show."""
        return self.is_free or (self.settings.may_show and not self.is_guest)


def pass_for(user: Any, pk: int, *, now: datetime | None = None) -> Pass:
    """The pass of `user` to the room of meeting `pk`, or to its door, in two queries.

    Raises NotThere when there is no such meeting for this person, Refused when its room is not open to them now.
    """
    at_door = Admission.objects.filter(meeting=OuterRef("pk"), user=user.pk)
    meeting = (
        Meeting.objects.filter(pk=pk)
        .select_related("edition__network", "room")
        .annotate(standing=Subquery(at_door.values("standing")[:1]), cohost=Subquery(at_door.values("is_cohost")[:1]))
        .first()
    )
    if meeting is None:
        raise NotThere
    here = networks.memberships_of(user).filter(edition__network=meeting.edition.network_id).first()
    is_guest = _is_out(here, meeting) and guests.admits(user, pk)
    visits = is_guest and user.pk in guests.visitors(pk)
    door = _Door(meeting.standing, bool(meeting.cohost), is_guest, visits)
    return _pass(user, meeting, here, door, now or clock.now())


_MEETINGS = Prepared(
    lambda pks: Meeting.objects.filter(pk__among=pks).select_related("edition", "room").order_by(), pks=list[int]
)
_DOORS: Prepared[Any] = Prepared(
    lambda pks, people: (
        Admission.objects.filter(meeting__among=pks, user__among=people)
        .order_by()
        .values_list("meeting", "user", "standing", "is_cohost")
    ),
    pks=list[int],
    people=list[int],
)


def passes_for(asked: Sequence[tuple[Any, int]]) -> list[Pass | NotThere | Refused]:
    """The passes of (user, number of the meeting) pairs, each as `pass_for` gives it, or why not; few queries."""
    pks, people = {pk for _user, pk in asked}, {user.pk for user, _pk in asked}
    meetings = {one.pk: one for one in _MEETINGS.all(pks=list(pks))}
    doors = {
        (meeting, user): _Door(standing, is_cohost)
        for meeting, user, standing, is_cohost in _DOORS.all(pks=list(pks), people=list(people))
    }
    within = {meeting.edition.network_id for meeting in meetings.values()}
    places = {
        (place.edition.network_id, place.user_id): place
        for place in networks.places_among({user.pk for user, _pk in asked if user.is_active}, within)
    }
    here = {
        (pk, user.pk): places.get((meetings[pk].edition.network_id, user.pk)) for user, pk in asked if pk in meetings
    }
    out = {pair for pair, place in here.items() if _is_out(place, meetings[pair[0]])}
    let_in = guests.held({pk for pk, _person in out}, {person for _pk, person in out}) & out if out else set()
    visiting = {pk: guests.visitors(pk) for pk, _person in let_in}
    now, found = clock.now(), []
    for user, pk in asked:
        pair = (pk, user.pk)
        try:
            if pk not in meetings:
                raise NotThere
            door = replace(
                doors.get(pair, _Door()), is_guest=pair in let_in, is_visitor=user.pk in visiting.get(pk, ())
            )
            found.append(_pass(user, meetings[pk], here[pair], door, now))
        except (NotThere, Refused) as refused:
            found.append(refused)
    return found


@dataclass(frozen=True)
class _Door:
    """How somebody stands at a door."""

    standing: str | None = None
    is_cohost: bool = False
    is_guest: bool = False
    is_visitor: bool = False
    """A guest who signed up for an open meeting."""


def _is_out(here: Membership | None, meeting: Meeting) -> bool:
    """Whether the membership does not open the meeting's room."""
    return here is None or here.edition_id != meeting.edition_id


def _pass(
    user: Any, meeting: Meeting, here: Membership | None, door: _Door, now: datetime
) -> Pass:  # fmt: skip
    """What `pass_for` gives, or the exception it raises, from what was read."""
    if _is_out(here, meeting):
        if not door.is_guest:
            raise NotThere
        here = None
    verdict = rules.room_is_open(meeting, now)
    if not verdict:
        raise Refused(verdict.reason)
    held = getattr(meeting, "room", None) or RoomSettings(meeting=meeting)
    ticket = Pass(
        meeting=meeting,
        person=user.pk,
        name=str(user),
        role=here.role if here else _guests_role(door),
        is_guest=here is None,
        is_cohost=door.is_cohost,
        settings=held,
    )
    if ticket.steers:
        return ticket
    if door.standing == Standing.REMOVED:
        raise Refused(_("Whoever leads the meeting has asked you to leave the room."))
    if door.standing == Standing.REFUSED:
        raise Refused(_("Whoever leads the meeting has not let you in. If this is a mistake, write to them."))
    return replace(ticket, waits=_waits(ticket, door.standing == Standing.ADMITTED, now))


def _guests_role(door: _Door) -> str:
    """An invited guest is an expert; who signed up for an open meeting has no more than a member."""
    return Role.MEMBER if door.is_visitor else Role.EXPERT


def _waits(ticket: Pass, is_admitted: bool, now: datetime) -> str:
    """Why the person stays at the door; a co-host, and whoever was let in once, never does."""
    if ticket.is_cohost or is_admitted:
        return ""
    if ticket.settings.is_locked:
        return "locked"
    if ticket.is_guest:
        return "knock"
    is_early = now < ticket.meeting.starts_at and not ticket.settings.is_open_early
    return "early" if is_early and ticket.role != Role.EXPERT else ""


def inside_for(user: Any, pk: int) -> Pass:
    """The pass of `user` who is in the room. Raises Refused for who still waits at its door, else as `pass_for`."""
    ticket = pass_for(user, pk)
    if ticket.waits:
        raise Refused(_("Come into the room first."))
    return ticket


AWAY_FOR = timedelta(seconds=60)
"""So long a guest whose line is broken is still given what is shown."""


def there_for(user: Any, pk: int) -> Pass:
    """The pass of `user` for what is shown and handed out in the room: a guest has to be in it, or just to come back.

    Raises Refused for a guest who has left, else as `inside_for`. Members may read the meeting wherever they are.
    """
    ticket = inside_for(user, pk)
    since = clock.now() - AWAY_FOR
    if not ticket.is_guest or Admission.objects.filter(meeting=pk, user=user.pk, seen_at__gte=since).exists():
        return ticket
    here = Visit.objects.filter(Q(left_at=None) | Q(left_at__gte=since), meeting=pk, user=user.pk)
    if not here.exclude(process__startswith=CARRIED).exists():
        raise Refused(_("Come into the room first."))
    return ticket


def at_door(pk: int, user: int) -> Admission | None:
    """How a person stands at the door of a room."""
    return Admission.objects.filter(meeting=pk, user=user).first()


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


WHISPERS = 50


def whisper_frame(one: Whisper) -> dict[str, Any]:
    """A line to one person as it travels; the names come from the room's people."""
    return {"from": str(one.author_id), "to": str(one.to_id), "text": one.text, "at": one.at.isoformat(), "id": one.pk}


def whispers_of(user: Any, pk: int) -> list[dict[str, Any]]:
    """The last lines `user` wrote to one person, or got."""
    mine = Whisper.objects.filter(Q(author=user) | Q(to=user), meeting=pk).order_by("-pk")[:WHISPERS]
    return [whisper_frame(one) for one in reversed(mine)]


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


def captioner_of(pk: int) -> dict[str, Any] | None:
    """Who writes captions in a room now, {person, name, keep}, by the last word about it; None when nobody does."""
    last = RoomEvent.objects.filter(meeting=pk, kind=EventKind.CAPTIONER).order_by("-number").first()
    return None if last is None or last.values["person"] is None else last.values


def captions_of(meeting: Meeting) -> QuerySet[RoomEvent]:
    """The lines of captions kept of a meeting the reader may see, in order; words of erased people are gone."""
    return RoomEvent.objects.filter(meeting=meeting, kind=EventKind.CAPTION).exclude(values__text="").order_by("number")


def open_visits(pk: int) -> QuerySet[Visit]:
    """Stays that have not ended."""
    return Visit.objects.filter(meeting=pk, left_at=None)
