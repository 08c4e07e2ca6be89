"""Recording through LiveKit's egress: the server has a worker of its own write the stage into a file."""

from __future__ import annotations

import asyncio
import logging
import posixpath
from datetime import UTC, datetime
from typing import Any

import aiohttp
from django.conf import settings
from django.utils.translation import gettext as _
from livekit import api

from kit.verdicts import Refused
from meetings.media.engine import Recorded

logger = logging.getLogger(__name__)

NEWS = {"egress_started", "egress_updated", "egress_ended"}
LAYOUT = "speaker"
ANSWERS_WITHIN = 6
"""Seconds; a server without egress tries for much longer before it says so, and whoever leads waits meanwhile."""
_ENDED = {
    api.EgressStatus.EGRESS_COMPLETE,
    api.EgressStatus.EGRESS_FAILED,
    api.EgressStatus.EGRESS_ABORTED,
    api.EgressStatus.EGRESS_LIMIT_REACHED,
}
_KNOWS_NOTHING = {api.TwirpErrorCode.NOT_FOUND, api.TwirpErrorCode.FAILED_PRECONDITION}


def is_set_up() -> bool:
    """Whether this site says that an egress stands beside its LiveKit server, and where it writes."""
    return bool(settings.LIVEKIT_EGRESS and settings.LIVEKIT_EGRESS_DIR)


async def start(server: api.LiveKitAPI, room: api.CreateRoomRequest, name: str) -> str:
    """Have the room's sound and picture written to `name` in the shared folder; gives the recording's number.

    Raises Refused when no egress is connected, or the server is away.
    """
    wanted = api.RoomCompositeEgressRequest(
        room_name=room.name,
        layout=LAYOUT,
        file_outputs=[
            api.EncodedFileOutput(
                file_type=api.EncodedFileType.MP4,
                filepath=posixpath.join(settings.LIVEKIT_EGRESS_PATH, name),
                disable_manifest=True,
            )
        ],
    )
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            await server.room.create_room(room)  # nobody may have been heard in it yet
            info = await server.egress.start_room_composite_egress(wanted)
    except (api.TwirpError, aiohttp.ClientError, TimeoutError, OSError) as away:
        logger.warning("recording: the media server answered %s", away)
        raise Refused(
            _("The server that records does not answer. Nothing is being recorded; the meeting can go on without it.")
        ) from away
    return str(info.egress_id)


async def stop(server: api.LiveKitAPI, egress: str) -> None:
    """End the recording; the server may have ended it by itself. Raises Refused when the server is away."""
    try:
        await server.egress.stop_egress(api.StopEgressRequest(egress_id=egress))
    except api.TwirpError as refused:
        if refused.code not in _KNOWS_NOTHING:
            raise Refused(_still_running()) from refused
    except (aiohttp.ClientError, TimeoutError, OSError) as away:
        raise Refused(_still_running()) from away


def _still_running() -> str:
    return _("The server that records does not answer, so the recording may still be running. Press again in a moment.")


async def standing(server: api.LiveKitAPI, egress: str) -> Recorded | None:
    """How the recording stands at the server. Raises Refused when the server is away."""
    try:
        found = await server.egress.list_egress(api.ListEgressRequest(egress_id=egress))
    except api.TwirpError as refused:
        if refused.code == api.TwirpErrorCode.NOT_FOUND:
            return None
        raise Refused(_still_running()) from refused
    except (aiohttp.ClientError, TimeoutError, OSError) as away:
        raise Refused(_still_running()) from away
    return next((recorded(info) for info in found.items if info.egress_id == egress), None)


def recorded(info: Any) -> Recorded:
    """What the server says of one recording, in our words."""
    is_over = info.status in _ENDED
    has_file = info.status not in {api.EgressStatus.EGRESS_FAILED, api.EgressStatus.EGRESS_ABORTED} and any(
        one.size > 0 for one in info.file_results
    )
    name = next((posixpath.basename(one.filepath) for one in info.room_composite.file_outputs), "")
    return Recorded(
        info.egress_id, name, is_over, is_over and has_file, _moment(info.started_at), _moment(info.ended_at)
    )


def _moment(nanoseconds: int) -> datetime | None:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC) if nanoseconds else None
