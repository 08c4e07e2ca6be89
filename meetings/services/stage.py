"""Who is heard and seen in a room. Being on the stage is a place; what one sends there are three switches."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit.verdicts import Refused
from meetings import media, selectors
from meetings.enums import EventKind
from meetings.models import Meeting, RoomEvent
from meetings.selectors import Pass
from meetings.services.events import write
from meetings.services.room import act, as_host, as_person

TAB = re.compile(r"[a-z0-9]{4,16}\Z")


def is_tab(tab: Any) -> bool:
    """Whether it is the name of a window as our page makes them."""
    return isinstance(tab, str) and TAB.match(tab) is not None


@transaction.atomic
def take_place(*, by: Any, meeting_id: int, tab: Any, key: str) -> RoomEvent:
    """Come to the stage with the window `tab`; a person has one place, whichever window sends.

    Raises Refused when all places are taken, and where the meeting is recorded for who has not agreed to it;
    NotThere when the room is not this person's.
    """
    ticket = selectors.inside_for(by, meeting_id)
    if not is_tab(tab):
        raise Refused(_("This message was not understood."))
    state = _alone(ticket)
    most = media.engine().places(len(state["people"]))
    others = [one for one in state["stage"] if one["person"] != str(by.pk)]
    if str(by.pk) not in state["people"]:
        raise Refused(_("Come into the room first."))
    if not (ticket.settings.may_speak or ticket.is_free or str(by.pk) in state["floor"]):
        raise Refused(_("Now those speak who are given the floor. Raise your hand."))
    if not selectors.may_be_heard(ticket.meeting, by.pk):
        raise Refused(_("This meeting is recorded, and you have not agreed to it. You can listen and write."))
    if len(others) >= most:
        raise Refused(
            ngettext(
                "The only place on the stage is taken. Raise your hand: whoever leads will make room.",
                "All %(most)s places on the stage are taken. Raise your hand: whoever leads will make room.",
                most,
            )
            % {"most": most}
        )
    return act(by, ticket, EventKind.STAGE_ON, key, {"person": by.pk, "name": ticket.name, "tab": tab})


@transaction.atomic
def leave_place(*, by: Any, meeting_id: int, key: str) -> RoomEvent:
    """Leave the stage."""
    ticket = selectors.inside_for(by, meeting_id)
    return act(by, ticket, EventKind.STAGE_OFF, key, {"person": by.pk, "by": by.pk})


@transaction.atomic
def switch(*, by: Any, meeting_id: int, mic: Any, cam: Any, screen: Any, key: str) -> RoomEvent:
    """Say what one sends now, as a state. Raises Refused for a picture more than the room carries."""
    ticket = selectors.inside_for(by, meeting_id)
    if not all(isinstance(one, bool) for one in (mic, cam, screen)):
        raise Refused(_("This message was not understood."))
    state = _alone(ticket)
    mine = next((one for one in state["stage"] if one["person"] == str(by.pk)), None)
    if mine is None:
        raise Refused(_("You are not on the stage now."))
    others = [one for one in state["stage"] if one is not mine]
    if screen and not mine["screen"] and not (ticket.settings.may_show or ticket.is_free):
        raise Refused(_("Only those who lead the meeting show their screen now."))
    if screen and not mine["screen"] and any(one["screen"] for one in others):
        raise Refused(_("Somebody else is showing their screen now."))
    most = media.engine().pictures(len(state["people"]))
    shown = sum(one["cam"] + one["screen"] for one in others)
    if cam + screen > mine["cam"] + mine["screen"] and shown + cam + screen > most:
        raise Refused(
            ngettext(
                "With so many people in the room one picture can be shown at a time.",
                "With so many people in the room %(most)s pictures can be shown at a time.",
                most,
            )
            % {"most": most}
        )
    values = {"person": by.pk, "mic": mic, "cam": cam, "screen": screen}
    return act(by, ticket, EventKind.MEDIA, key, values)


@transaction.atomic
def off_stage(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """The host takes somebody off the stage."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    return act(by, ticket, EventKind.STAGE_OFF, key, {"person": as_person(person), "by": by.pk})


@transaction.atomic
def mute(*, by: Any, meeting_id: int, person: Any, key: str) -> RoomEvent:
    """The host mutes one person, or all with None. Speaking again is that person's own act."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    whom = None if person is None else as_person(person)
    return act(by, ticket, EventKind.MUTED, key, {"person": whom, "by": by.pk})


@transaction.atomic
def lose_place(*, meeting_id: int, person: int, tab: str) -> RoomEvent | None:
    """The window that sent is gone though the person is still here: the place is free again."""
    meeting = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        return None
    stage = selectors.room_state_of(meeting_id)["stage"]
    if not any(one["person"] == str(person) and one["tab"] == tab for one in stage):
        return None
    return write(meeting, EventKind.STAGE_OFF, by=None, values={"person": person, "by": None})


def _alone(ticket: Pass) -> dict[str, Any]:
    """The room's state, which nobody else changes until the commit: two cannot take the last place."""
    Meeting.objects.select_for_update().get(pk=ticket.meeting.pk)
    return selectors.room_state_of(ticket.meeting.pk)
