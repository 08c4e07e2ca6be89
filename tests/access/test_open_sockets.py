"""A socket that is already open when its person loses the place is closed at once, and none opens again (AC-06)."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from networks import services as networks
from networks.models import Membership
from tests.access.people import open_pass
from tests.access.world import World
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)

DEPARTURES = {
    "suspended": lambda world, place: networks.suspend(by=world.fixture("ada"), membership=place, reason="Spór."),
    "removed": lambda world, place: networks.remove(by=world.fixture("ada"), membership=place, reason="Spór."),
    "left": lambda world, place: networks.leave(by=place.user, edition=place.edition),
}


@pytest.fixture
async def rooms() -> Any:
    """The rooms of meetings of this process, closed at the end."""
    from meetings import live

    here = live.rooms_here()
    here.grace = 0.05
    yield here
    await here.shut()


def cookies_of(client: Client) -> bytes:
    """What the browser sends with the handshake."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()).encode()


def line_to(path: str, cookies: bytes) -> WebsocketCommunicator:
    """A browser's socket, through the whole application."""
    from config.asgi import application

    headers = [(b"origin", settings.SOCKET_ORIGINS[0].encode()), (b"cookie", cookies)]
    return WebsocketCommunicator(application, path, headers=headers)


async def closing_code(line: WebsocketCommunicator) -> int:
    """The code with which the server closes; whatever it says before is passed over."""
    while True:
        output = await line.receive_output(timeout=PATIENCE)
        if output["type"] == "websocket.close":
            return output["code"]


def _prepared() -> tuple[World, Membership, bytes, list[str]]:
    """Ben, signed in, with the addresses of the sockets of a thread and of an open room of his network."""
    from forum.services import default_section, open_thread

    world = World()
    network = world.fixture("network")
    thread = open_thread(
        by=world.fixture("ada"), network=network, section=default_section(network), title="Ułamki", text="<p>Tak</p>"
    )
    client = Client()
    client.force_login(world.fixture("ben"), backend="django.contrib.auth.backends.ModelBackend")
    place = Membership.objects.select_related("user", "edition__network").get(user=world.fixture("ben"))
    return world, place, cookies_of(client), [f"/ws/watek/{thread.pk}/", f"/ws/pokoj/{world.fixture('meeting').pk}/"]


@pytest.mark.parametrize("how", DEPARTURES)
async def test_who_loses_the_place_is_out_of_thread_and_room(how: str, rooms: Any) -> None:
    world, place, cookies, paths = await sync_to_async(_prepared)()
    lines = [line_to(path, cookies) for path in paths]
    for line in lines:
        connected, _code = await line.connect(timeout=PATIENCE)
        assert connected
    await lines[1].send_json_to({"type": "hello", "last": None})
    await lines[1].receive_from(timeout=PATIENCE)
    await sync_to_async(DEPARTURES[how])(world, place)
    assert [await closing_code(line) for line in lines] == [4404, 4403]
    for path in paths:
        connected, code = await line_to(path, cookies).connect(timeout=PATIENCE)
        assert (connected, code) == (False, 4404)


def _with_pass() -> tuple[World, Any, bytes]:
    world = World()
    held, client = world.fixture("expert_pass"), Client()
    open_pass(client, held)
    return world, held, cookies_of(client)


async def test_a_guest_is_out_when_the_pass_is_withdrawn(rooms: Any) -> None:
    from meetings.passes import services

    world, held, cookies = await sync_to_async(_with_pass)()
    path = f"/ws/pokoj/{held.meeting_id}/"
    line = line_to(path, cookies)
    connected, _code = await line.connect(timeout=PATIENCE)
    assert connected
    await line.send_json_to({"type": "hello", "last": None})
    await line.receive_from(timeout=PATIENCE)
    ada = await sync_to_async(world.fixture)("ada")
    await sync_to_async(services.revoke)(by=ada, held=held)
    assert await closing_code(line) == 4403
    connected, code = await line_to(path, cookies).connect(timeout=PATIENCE)
    assert (connected, code) == (False, 4403)
