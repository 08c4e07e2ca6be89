"""Recording a room: begun by who leads, told to everybody in the room, ended at the latest with the room."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import partial
from typing import Any

from asgiref.sync import async_to_sync
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kit import clock, later
from kit.verdicts import Refused
from meetings import broadcasts, media, rules, selectors
from meetings.enums import EventKind
from meetings.media import Recorded
from meetings.models import GOING_ON, Meeting, Recording, RecordingState, RoomEvent
from meetings.services.events import alone, write
from meetings.services.recording_files import lying, take_recording
from meetings.services.room import act, as_host, is_key, made_before
from moderation import trail

LOST_AFTER = timedelta(minutes=2)
"""A start the server never confirmed is given up after so long."""


@transaction.atomic
def claim_recording(*, by: Any, meeting_id: int, key: Any) -> Recording | RoomEvent:
    """Take the one place for a recording of this room before the server is asked; or what the same key made before.

    Raises Refused for who does not lead, for a meeting that is not to be recorded, while somebody on the stage has not
    agreed, and while there is a recording.
    """
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    meeting = alone(meeting_id)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    terms = selectors.terms_of(meeting)
    if terms is None:
        raise Refused(_("This meeting is not recorded: nothing was said about it beforehand."))
    stage = [int(one["person"]) for one in selectors.room_state_of(meeting_id)["stage"]]
    if set(stage) - selectors.agreed(terms, stage):
        raise Refused(_("Somebody on the stage has not agreed to be recorded. Recording can begin once they leave it."))
    given_up = Recording.objects.filter(meeting=meeting, state=RecordingState.STARTING, egress="")
    given_up.filter(asked_at__lt=clock.now() - LOST_AFTER).update(state=RecordingState.FAILED)
    name = f"splot-{meeting.pk}-{secrets.token_hex(12)}.mp4"
    try:
        with transaction.atomic():
            return Recording.objects.create(
                meeting=meeting, terms=terms, name=name, started_by=by, asked_at=clock.now()
            )
    except IntegrityError as error:
        raise Refused(_("The meeting is being recorded already.")) from error


@transaction.atomic
def begun_recording(*, by: Any, recording: Recording, number: str, key: Any) -> RoomEvent:
    """The server has begun under `number`: tell the room. Raises Refused and NotThere for who may not any more."""
    meeting = alone(recording.meeting_id)
    Recording.objects.filter(pk=recording.pk).update(egress=number)
    recording.refresh_from_db()
    there = {"present": sorted(int(one) for one in selectors.room_state_of(meeting.pk)["people"])}
    trail.write(by=by, action="meetings.recording.start", about=meeting, values={"recording": recording.pk, **there})
    ticket = selectors.inside_for(by, meeting.pk)
    told = recording.state if recording.state in GOING_ON else None  # the server's own word may have come before
    return act(by, ticket, EventKind.RECORDING, key, {"state": told, "name": ticket.name, "by": by.pk})


def give_up_recording(*, recording: Recording) -> None:
    """Nothing came of a recording that was claimed."""
    Recording.objects.filter(pk=recording.pk, state__in=GOING_ON).update(state=RecordingState.FAILED)


def recording_to_stop(*, by: Any, meeting_id: int, key: Any) -> Recording | RoomEvent:
    """The recording whoever leads may end now, or what the same key made before. Raises Refused when there is none."""
    ticket = selectors.inside_for(by, meeting_id)
    as_host(ticket)
    if (again := made_before(by, ticket, key)) is not None:
        return again
    if not is_key(key):
        raise Refused(_("The message came without its key; reload the page."))
    running = selectors.going_on(meeting_id)
    if running is None or not running.egress:
        raise Refused(_("Nothing is being recorded now."))
    return running


@transaction.atomic
def stopped_recording(*, by: Any, recording: Recording, key: Any) -> RoomEvent:
    """The server was told to end it: the room says so until the server says that it has ended."""
    meeting = alone(recording.meeting_id)
    ticket = selectors.inside_for(by, meeting.pk)
    stopping = Recording.objects.filter(pk=recording.pk, state__in=GOING_ON)
    state = "ending" if stopping.update(state=RecordingState.ENDING) else None
    trail.write(by=by, action="meetings.recording.stop", about=meeting, values={"recording": recording.pk})
    return act(by, ticket, EventKind.RECORDING, key, {"state": state, "name": ticket.name, "by": by.pk})


def stop_in_closed_room(*, meeting_id: int) -> None:
    """For the worker: end what is still recorded of a room nobody can be in any more."""
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    running = selectors.going_on(meeting_id)
    if meeting is None or running is None or not running.egress or rules.room_is_open(meeting):
        return
    async_to_sync(media.engine().stop_recording)(running.egress)
    Recording.objects.filter(pk=running.pk, state__in=GOING_ON).update(state=RecordingState.ENDING)


# --- what the server tells


@transaction.atomic
def recorded(*, told: Recorded) -> Recording | None:
    """Follow what the server says of a recording of ours; told again, or late, it changes nothing."""
    ours = Q(egress=told.egress) | Q(egress="", name=told.name)
    found = Recording.objects.filter(ours).exclude(name="").first() if told.egress else None
    if found is None:
        return None
    meeting = alone(found.meeting_id)
    found.refresh_from_db()
    if found.state == RecordingState.FAILED and not told.is_over:
        # The server answered too late and records all the same: nothing runs that the room does not say.
        later.enqueue("meetings.stop_stray_recording", number=told.egress)
    if found.state not in GOING_ON:
        return found
    if not told.is_over:
        if found.state == RecordingState.STARTING and told.began_at is not None:
            found.state, found.started_at = RecordingState.RUNNING, told.began_at
            found.save(update_fields=["state", "started_at"])
            _say(meeting, found, "running")
        return found
    found.started_at = found.started_at or told.began_at
    found.ended_at = told.ended_at or clock.now()
    found.state = RecordingState.ARRIVING if told.has_file else RecordingState.FAILED
    found.save(update_fields=["state", "started_at", "ended_at"])
    _say(meeting, found, None)
    if told.has_file:
        later.enqueue("meetings.take_recording", recording_id=found.pk)
    return found


def _say(meeting: Meeting, recording: Recording, state: str | None) -> None:
    """Tell the room, while there is one."""
    if not selectors.room_state_of(meeting.pk)["open"]:
        return
    write(meeting, EventKind.RECORDING, by=None, values={"state": state, "name": str(recording.started_by or "")})
    transaction.on_commit(partial(broadcasts.room_touched, meeting_id=meeting.pk), robust=True)


def stop_stray_recording(*, number: str) -> None:
    """For the worker: end a recording nobody knows to be running."""
    async_to_sync(media.engine().stop_recording)(number)


def follow_recordings() -> None:
    """For the worker, now and then: ask the server about what it has not told, and end what runs in closed rooms."""
    engine = media.engine()
    if not engine.records:
        return
    for one in Recording.objects.filter(state__in=GOING_ON).exclude(egress="").select_related("meeting"):
        try:
            if not rules.room_is_open(one.meeting) and one.state != RecordingState.ENDING:
                stop_in_closed_room(meeting_id=one.meeting_id)
            known = async_to_sync(engine.asked_about)(one.egress)
        except Refused:
            continue  # the server is away: the next round asks again
        recorded(told=known or Recorded(one.egress, one.name, is_over=True, has_file=lying(one) is not None))
    lost = Recording.objects.filter(state=RecordingState.STARTING, egress="", asked_at__lt=clock.now() - LOST_AFTER)
    lost.update(state=RecordingState.FAILED)
    for one in Recording.objects.filter(state=RecordingState.ARRIVING):
        take_recording(recording_id=one.pk)
