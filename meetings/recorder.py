"""Beginning and ending a recording: rules and events in the database, between them the server, so that nobody waits."""

from __future__ import annotations

from typing import Any

from kit.sockets import in_db
from kit.verdicts import NotThere, Refused
from meetings import media, services
from meetings.models import RoomEvent


async def start(*, by: Any, meeting_id: int, key: Any) -> RoomEvent:
    """Who leads begins to record the stage. Refused leaves nothing recorded, and nothing that says so."""
    claimed = await in_db(services.claim_recording)(by=by, meeting_id=meeting_id, key=key)
    if isinstance(claimed, RoomEvent):
        return claimed
    engine = media.engine()
    try:
        number = await engine.start_recording(meeting_id=meeting_id, name=claimed.name)
    except (Refused, NotThere):
        await in_db(services.give_up_recording)(recording=claimed)
        raise
    try:
        return await in_db(services.begun_recording)(by=by, recording=claimed, number=number, key=key)
    except (Refused, NotThere):  # the right was lost meanwhile: nothing runs that the room does not say
        await engine.stop_recording(number)
        await in_db(services.give_up_recording)(recording=claimed)
        raise


async def stop(*, by: Any, meeting_id: int, key: Any) -> RoomEvent:
    """Who leads ends the recording. Refused when the server does not answer: then it may still be running."""
    running = await in_db(services.recording_to_stop)(by=by, meeting_id=meeting_id, key=key)
    if isinstance(running, RoomEvent):
        return running
    await media.engine().stop_recording(running.egress)
    return await in_db(services.stopped_recording)(by=by, recording=running, key=key)
