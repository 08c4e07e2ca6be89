"""The fake egress and a real LiveKit server answer alike; where no egress is connected, whoever leads is told so."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from livekit import api
from livekit.api.egress_service import EgressService

from kit.verdicts import Refused
from meetings import media
from meetings.media import egress
from tests.meetings import fake_egress
from tests.servers import livekit_server

NAME = "splot-1-aaaa.mp4"


@pytest.fixture(scope="module", params=["fake", pytest.param("real", marks=[pytest.mark.livekit, pytest.mark.redis])])
def server(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server nothing that records is connected to: ours, and a real one that shares a Redis, as egress needs it."""
    if request.param == "fake":
        with fake_egress.serving() as fake:
            fake.is_there = False
            yield {"url": fake.url, "key": fake_egress.KEY, "secret": fake_egress.SECRET}
        return
    redis = request.getfixturevalue("redis_url").removeprefix("redis://").partition("/")[0]
    with livekit_server(tmp_path_factory.mktemp("livekit"), redis=redis) as real:
        yield real


@pytest.fixture
async def client(server: dict[str, str]) -> Any:
    async with api.LiveKitAPI(server["url"], server["key"], server["secret"]) as found:
        yield found


def wanted(room: str) -> api.RoomCompositeEgressRequest:
    output = api.EncodedFileOutput(file_type=api.EncodedFileType.MP4, filepath=f"/out/{NAME}", disable_manifest=True)
    return api.RoomCompositeEgressRequest(room_name=room, layout=egress.LAYOUT, file_outputs=[output])


async def test_what_is_not_there_is_answered_alike(client):
    for ask in (
        client.egress.start_room_composite_egress(wanted("nowhere")),
        client.egress.stop_egress(api.StopEgressRequest(egress_id="EG_none")),
        client.egress.list_egress(api.ListEgressRequest(egress_id="EG_none")),
    ):
        with pytest.raises(api.TwirpError) as refused:
            await ask
        assert (refused.value.code, refused.value.status) == (api.TwirpErrorCode.NOT_FOUND, 404)
    assert not (await client.egress.list_egress(api.ListEgressRequest())).items


async def test_without_egress_a_start_is_answered_alike(client):
    await client.room.create_room(api.CreateRoomRequest(name="meeting-5"))
    with pytest.raises(api.TwirpError) as refused:
        await client.egress.start_room_composite_egress(wanted("meeting-5"))
    assert (refused.value.code, refused.value.status) == (api.TwirpErrorCode.UNAVAILABLE, 503)


@pytest.mark.parametrize("method", ["StartRoomCompositeEgress", "StopEgress", "ListEgress"])
async def test_without_the_right_to_record_nothing_is_answered(server, method):
    token = api.AccessToken(server["key"], server["secret"]).with_grants(api.VideoGrants(room_create=True)).to_jwt()
    async with aiohttp.ClientSession() as session:
        for words in ({}, {"Authorization": f"Bearer {token}"}):
            headers = {"Content-Type": "application/protobuf"} | words
            async with session.post(f"{server['url']}/twirp/livekit.Egress/{method}", data=b"", headers=headers) as got:
                assert (got.status, (await got.json())["code"]) == (401, "unauthenticated")


async def test_who_leads_is_told_in_words_that_nothing_records(server, settings):
    settings.LIVEKIT_URL = server["url"].replace("http", "ws", 1)
    settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = server["key"], server["secret"]
    settings.LIVEKIT_EGRESS, settings.LIVEKIT_EGRESS_DIR, settings.LIVEKIT_EGRESS_PATH = True, "/out", "/out"
    engine = media.engine()
    assert engine.records
    with pytest.raises(Refused, match="Serwer nagrywający nie odpowiada"):
        await asyncio.wait_for(engine.start_recording(meeting_id=5, name=NAME), 30)
    await engine.stop_recording("EG_none")
    assert await engine.asked_about("EG_none") is None


async def test_a_server_that_is_away_is_never_said_to_have_stopped(settings):
    settings.LIVEKIT_URL, settings.LIVEKIT_KEY, settings.LIVEKIT_SECRET = (
        "ws://127.0.0.1:9", fake_egress.KEY, fake_egress.SECRET,
    )  # fmt: skip
    settings.LIVEKIT_EGRESS, settings.LIVEKIT_EGRESS_DIR = True, "/out"
    for ask in (media.engine().stop_recording("EG_0"), media.engine().asked_about("EG_0")):
        with pytest.raises(Refused, match="może jeszcze trwać"):
            await ask


def test_each_method_of_the_fake_takes_and_gives_what_the_library_sends_and_expects():
    """The library's own client is the contract of the messages: a method it no longer has fails here."""
    hints = {
        "StartRoomCompositeEgress": (EgressService.start_room_composite_egress, api.EgressInfo),
        "StopEgress": (EgressService.stop_egress, api.EgressInfo),
        "ListEgress": (EgressService.list_egress, api.ListEgressResponse),
    }
    for name, (method, given) in hints.items():
        said = {key: value for key, value in method.__annotations__.items() if key != "return"}
        assert list(said.values()) == [fake_egress.WANTED[name]], name
        assert method.__annotations__["return"] is given, name
