"""A LiveKit server carries sound and picture: many can be seen, and nobody's line carries more than their own.

Who may send is our truth: the server is told of each change of the stage, and a browser's admission says no more than
what its window may do now. Data never goes through it; everything that is said or written stays in our room.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from django.conf import settings
from django.utils.translation import gettext as _
from livekit import api

from kit.verdicts import Refused
from meetings.media import egress
from meetings.media.engine import Carried, Engine, Recorded
from meetings.models.meeting import CARRIED

logger = logging.getLogger(__name__)

VALID_FOR = timedelta(minutes=10)
"""How long an admission may be used to come in; who is in stays in."""
EMPTY_FOR, AWAY_FOR = 300, 20
"""Seconds the server keeps an empty room, and a place of somebody whose connection broke."""
_COMINGS, _GOINGS = {"participant_joined"}, {"participant_left", "participant_connection_aborted"}
_ROOM, _IDENTITY = re.compile(r"meeting-([0-9]{1,18})\Z"), re.compile(r"([0-9]{1,18})-[a-z0-9]{4,16}\Z")
_SOURCES = ["microphone", "camera", "screen_share"]


class LiveKit(Engine):
    """One LiveKit server, or several behind one address."""

    name = "livekit"

    def places(self, people: int) -> int:
        """More than one can listen to at once."""
        return 12

    def pictures(self, people: int) -> int:
        """Everybody on the stage, and a screen."""
        return 13

    def given_to(self, person: int) -> dict[str, Any]:
        """Nothing yet: a window asks for its admission over the room's socket."""
        return {}

    async def admission(self, *, meeting_id: int, person: int, tab: str, name: str, sends: bool) -> dict[str, Any]:
        """What lets one window in: the server's address and a token with exactly its rights. Opens the room there."""
        async with self._server() as server:
            await server.room.create_room(_to_open(meeting_id))
        grants = api.VideoGrants(
            room_join=True,
            room=_room(meeting_id),
            can_subscribe=True,
            can_publish=sends,
            can_publish_data=False,
            can_publish_sources=_SOURCES if sends else [],
            can_update_own_metadata=False,
        )
        token = api.AccessToken(settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET).with_ttl(VALID_FOR)
        token = token.with_identity(_identity(person, tab)).with_name(name).with_grants(grants)
        return {"url": settings.LIVEKIT_URL, "token": token.to_jwt()}

    @property
    def records(self) -> bool:
        """Where an egress stands beside the server."""
        return egress.is_set_up()

    async def start_recording(self, *, meeting_id: int, name: str) -> str:
        """Through egress."""
        async with self._server() as server:
            return await egress.start(server, _to_open(meeting_id), name)

    async def stop_recording(self, number: str) -> None:
        """Through egress."""
        async with self._server() as server:
            await egress.stop(server, number)

    async def asked_about(self, number: str) -> Recorded | None:
        """Through egress."""
        async with self._server() as server:
            return await egress.standing(server, number)

    def told(self, body: bytes, proof: str) -> Carried | Recorded | None:
        """A webhook of the server: signed with our secret over these very bytes, and not older than its signature."""
        verifier = api.TokenVerifier(settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET)
        try:
            news = api.WebhookReceiver(verifier).receive(body.decode(), proof)
        except Exception as wrong:  # the library raises what its parts raise: signatures, times, digests, shapes
            raise Refused(_("This was not sent by our media server.")) from wrong
        if news.event in egress.NEWS:
            return egress.recorded(news.egress_info) if news.egress_info.egress_id else None
        room, who = _ROOM.match(news.room.name), _IDENTITY.match(news.participant.identity)
        if news.event not in _COMINGS | _GOINGS or room is None or who is None or not news.participant.sid:
            return None
        joined = _moment(news.participant.joined_at_ms / 1000 or news.participant.joined_at or news.created_at)
        left = max(joined, _moment(news.created_at)) if news.event in _GOINGS else None
        return Carried(int(room[1]), int(who[1]), f"{CARRIED}{news.participant.sid}"[:32], joined, left)

    async def follow(self, *, meeting_id: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Have the server allow what the stage allows now, and nothing more.

        A server that does not answer is told by the next change; until then the browsers themselves keep to the state.
        """
        was = {(one["person"], one["tab"]): one for one in before["stage"]}
        now = {(one["person"], one["tab"]): one for one in after["stage"]}
        gone = [person for person in before["people"] if person not in after["people"]]
        if was == now and not gone and after["open"]:
            return
        try:
            async with self._server() as server:
                if not after["open"]:
                    await _quietly(server.room.delete_room(api.DeleteRoomRequest(room=_room(meeting_id))))
                    return
                for place in was.keys() ^ now.keys():
                    await self._allow(server, meeting_id, place, sends=place in now)
                for place in was.keys() & now.keys():
                    if was[place]["mic"] and not now[place]["mic"]:
                        await self._mute(server, meeting_id, place)
                for person in gone:
                    await self._put_out(server, meeting_id, person)
        except (aiohttp.ClientError, TimeoutError, OSError):
            logger.warning("the media server is away; room %s goes on without its help", meeting_id)

    @staticmethod
    def _server() -> api.LiveKitAPI:
        address = settings.LIVEKIT_URL.replace("ws", "http", 1)
        timeout = aiohttp.ClientTimeout(total=10)
        return api.LiveKitAPI(address, settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET, timeout=timeout)

    @staticmethod
    async def _allow(server: api.LiveKitAPI, meeting_id: int, place: tuple[str, str], *, sends: bool) -> None:
        permission = api.ParticipantPermission(can_subscribe=True, can_publish=sends, can_publish_data=False)
        if sends:
            permission.can_publish_sources.extend(
                [api.TrackSource.MICROPHONE, api.TrackSource.CAMERA, api.TrackSource.SCREEN_SHARE]
            )
        await _quietly(
            server.room.update_participant(
                api.UpdateParticipantRequest(room=_room(meeting_id), identity=_identity(*place), permission=permission)
            )
        )

    @staticmethod
    async def _mute(server: api.LiveKitAPI, meeting_id: int, place: tuple[str, str]) -> None:
        who = api.RoomParticipantIdentity(room=_room(meeting_id), identity=_identity(*place))
        found = await _quietly(server.room.get_participant(who))
        for track in found.tracks if found is not None else ():
            if track.source == api.TrackSource.MICROPHONE and not track.muted:
                order = api.MuteRoomTrackRequest(
                    room=_room(meeting_id), identity=_identity(*place), track_sid=track.sid, muted=True
                )
                await _quietly(server.room.mute_published_track(order))

    @staticmethod
    async def _put_out(server: api.LiveKitAPI, meeting_id: int, person: str) -> None:
        there = await _quietly(server.room.list_participants(api.ListParticipantsRequest(room=_room(meeting_id))))
        for one in there.participants if there is not None else ():
            if one.identity.split("-")[0] == person:
                who = api.RoomParticipantIdentity(room=_room(meeting_id), identity=one.identity)
                await _quietly(server.room.remove_participant(who))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _room(meeting_id: int) -> str:
    return f"meeting-{meeting_id}"


def _to_open(meeting_id: int) -> api.CreateRoomRequest:
    return api.CreateRoomRequest(name=_room(meeting_id), empty_timeout=EMPTY_FOR, departure_timeout=AWAY_FOR)


def _identity(person: int | str, tab: str) -> str:
    return f"{person}-{tab}"


async def _quietly(order: Any) -> Any:
    """Who is not there any more needs no order."""
    try:
        return await order
    except api.TwirpError as refused:
        if refused.code != api.TwirpErrorCode.NOT_FOUND:
            raise
        return None
