"""The door of a room: who waits, who is let in, put out or given part in leading; what everybody may do inside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from meetings import guests, selectors
from meetings.enums import EventKind
from meetings.models import Admission, Meeting, RoomEvent, RoomSettings, Standing
from meetings.selectors import Pass
from meetings.services.events import write
from meetings.services.room import act, as_host, as_person, made_before

GONE_AFTER = timedelta(seconds=60)
"""A browser at the door asks again every few seconds; one silent for so long is gone."""
MOST_WAITING = 30
SWITCHES = {
    "speak": "may_speak", "show": "may_show", "write": "may_write", "note": "may_note", "whisper": "may_whisper",
}  # fmt: skip


def _alone(meeting_id: int) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting_id)


@transaction.atomic
def arrive(*, by: Any, meeting_id: int) -> tuple[Pass, RoomEvent | None]:
    """Come to the door: the pass, and the knock when the person begins to wait for those who lead.

    Whoever was let in comes straight in, however often the connection broke. Raises NotThere and Refused as
    `pass_for`, Refused also when too many wait.
    """
    ticket = selectors.pass_for(by, meeting_id)
    if ticket.is_guest and not ticket.waits:  # so that what is shown is given at once, before the stay is written
        Admission.objects.filter(meeting=meeting_id, user=by.pk).update(seen_at=clock.now())
    if ticket.waits not in ("knock", "locked"):
        return ticket, None
    meeting = _alone(meeting_id)
    found = selectors.at_door(meeting_id, by.pk)
    if found is not None:
        Admission.objects.filter(pk=found.pk).update(seen_at=clock.now())
        return ticket, None
    if Admission.objects.filter(meeting=meeting, standing=Standing.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Too many people wait at this door. Try again in a few minutes."))
    Admission.objects.create(meeting=meeting, user=by, standing=Standing.WAITING, seen_at=clock.now())
    values = {"person": by.pk, "name": ticket.name, "role": ticket.role}
    return ticket, write(meeting, EventKind.KNOCKED, by=by, values=values)


@transaction.atomic
def withdraw(*, meeting_id: int, person: int) -> RoomEvent | None:
    """The last window of somebody who waited is closed."""
    meeting = _alone(meeting_id)
    gone, _rows = Admission.objects.filter(meeting=meeting, user=person, standing=Standing.WAITING).delete()
    return write(meeting, EventKind.WITHDREW, by=None, values={"person": person}) if gone else None


@transaction.atomic
def forget_waiting() -> list[int]:
    """Let those drop out of the line whose browsers are silent; gives the meetings whose line is shorter."""
    silent = Admission.objects.filter(standing=Standing.WAITING, seen_at__lt=clock.now() - GONE_AFTER)
    pairs = sorted(silent.values_list("meeting", "user"))
    return sorted({number for number, person in pairs if withdraw(meeting_id=number, person=person)})


def _set(meeting: Meeting, people: Iterable[int], by: Any, **values: Any) -> None:
    now = clock.now()
    for person in people:
        Admission.objects.update_or_create(
            meeting=meeting,
            user_id=person,
            defaults=values | {"decided_by": by},
            create_defaults={"standing": Standing.ADMITTED, "seen_at": now, "decided_by": by} | values,
        )


@transaction.atomic
def admit(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """Let one person in, or with None all who wait; somebody put out before may come again."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    meeting = _alone(meeting_id)
    at_door = Admission.objects.filter(meeting=meeting).exclude(standing=Standing.ADMITTED)
    if person is None:
        people = sorted(at_door.filter(standing=Standing.WAITING).values_list("user", flat=True))
    else:
        people = sorted(at_door.filter(user=as_person(person)).values_list("user", flat=True))
    _set(meeting, people, by, standing=Standing.ADMITTED)
    return act(by, ticket, EventKind.ADMITTED, key, {"people": people, "by": by.pk})


@transaction.atomic
def turn_away(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """Do not let in somebody who waits."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    meeting = _alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    waiting = Admission.objects.filter(meeting=meeting, user=as_person(person), standing=Standing.WAITING)
    found = waiting.select_related("user").first()
    if found is None:
        raise Refused(_("This person does not wait any more."))
    _set(meeting, [found.user_id], by, standing=Standing.REFUSED)
    values = {"person": found.user_id, "name": str(found.user), "by": by.pk}
    return act(by, ticket, EventKind.REFUSED, key, values)


@transaction.atomic
def remove(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """Put somebody out at once; who steers the network cannot be put out."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    meeting = _alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    number = as_person(person)
    here = selectors.room_state_of(meeting_id)["people"].get(str(number))
    if here is None:
        raise Refused(_("This person is not in the room any more."))
    if here["role"] in selectors.STEERING:
        raise Refused(_("A coordinator of the network cannot be put out."))
    if number == by.pk:
        raise Refused(_("To leave, use the button Leave."))
    _set(meeting, [number], by, standing=Standing.REMOVED, is_cohost=False)
    return act(by, ticket, EventKind.REMOVED, key, {"person": number, "name": here["name"], "by": by.pk})


@transaction.atomic
def appoint(*, by: Any, meeting_id: int, person: Any, on: Any, key: str) -> RoomEvent:
    """Have a person who is in the room help to lead, or no more. Only who steers the network, or is host, appoints."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    meeting = _alone(meeting_id)
    number, state = as_person(person), selectors.room_state_of(meeting_id)
    if not isinstance(on, bool):
        raise Refused(_("This message was not understood."))
    if not (ticket.steers or state["host"] == str(by.pk)):
        raise Refused(_("The host appoints those who help to lead."))
    if str(number) not in state["people"] and on:
        raise Refused(_("This person is not in the room any more."))
    is_member = selectors.everybody_in(meeting).filter(user=number).exists()
    if on and not is_member and (meeting_id, number) not in guests.held([meeting_id], [number]):
        raise Refused(_("This person is not in the room any more."))
    _set(meeting, [number], by, is_cohost=on)
    return act(by, ticket, EventKind.COHOST, key, {"person": number, "on": on, "by": by.pk})


def _change(by: Any, meeting_id: int, **values: bool) -> Pass:
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    if not all(isinstance(value, bool) for value in values.values()):
        raise Refused(_("This message was not understood."))
    RoomSettings.objects.update_or_create(meeting=_alone(meeting_id), defaults=values)
    return ticket


@transaction.atomic
def open_doors(*, by: Any, meeting_id: int, key: str) -> RoomEvent:
    """Let members in before the beginning."""
    ticket = _change(by, meeting_id, is_open_early=True)
    return act(by, ticket, EventKind.DOORS, key, {"on": True, "by": by.pk})


@transaction.atomic
def lock(*, by: Any, meeting_id: int, on: Any, key: str) -> RoomEvent:
    """Have everybody new knock, or no more. Those inside now come back without knocking."""
    ticket = _change(by, meeting_id, is_locked=on)
    if on:
        inside = {int(person) for person in selectors.room_state_of(meeting_id)["people"]}
        fallen = Admission.objects.filter(meeting=meeting_id).exclude(standing=Standing.WAITING)
        _set(
            ticket.meeting, sorted(inside - set(fallen.values_list("user", flat=True))), by, standing=Standing.ADMITTED
        )
    return act(by, ticket, EventKind.LOCKED, key, {"on": on, "by": by.pk})


@transaction.atomic
def set_switches(*, by: Any, meeting_id: int, key: str, **switches: Any) -> RoomEvent:
    """Say whether everybody may speak, show, write, write minutes and whisper.

    Who leads, and experts, always may, but for whispering.
    """
    if switches.get("note") is None:  # a page opened before the two were parted
        switches["note"] = switches.get("write")
    if set(switches) != set(SWITCHES):
        raise Refused(_("This message was not understood."))
    ticket = _change(by, meeting_id, **{SWITCHES[name]: on for name, on in switches.items()})
    return act(by, ticket, EventKind.SWITCHES, key, switches | {"by": by.pk})


@transaction.atomic
def lower_all(*, by: Any, meeting_id: int, key: str) -> RoomEvent:
    """Lower all hands."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    return act(by, ticket, EventKind.HANDS_DOWN, key, {"by": by.pk})


@transaction.atomic
def give_floor(*, by: Any, meeting_id: int, person: Any, on: Any, key: str) -> RoomEvent:
    """Give somebody the floor: the hand goes down, the stage is open to the person also when not to everybody."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    if not isinstance(on, bool):
        raise Refused(_("This message was not understood."))
    return act(by, ticket, EventKind.FLOOR, key, {"person": as_person(person), "on": on, "by": by.pk})
