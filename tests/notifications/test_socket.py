"""The live bell."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser

from notifications.broadcasts import person_group, told
from notifications.consumers import InboxSocket

pytestmark = pytest.mark.django_db


def _socket(user: Any) -> WebsocketCommunicator:
    socket = WebsocketCommunicator(InboxSocket.as_asgi(), "/ws/powiadomienia/")
    socket.scope["user"] = user
    return socket


async def test_a_visitor_is_not_let_in():
    socket = _socket(AnonymousUser())
    connected, code = await socket.connect()
    assert (connected, code) == (False, 4403)


async def test_my_page_hears_that_something_changed_and_not_what(nina: Any):
    socket = _socket(nina)
    connected, _protocol = await socket.connect()
    assert connected
    await sync_to_async(told)(user_id=nina.pk)
    assert await socket.receive_json_from() == {"type": "inbox"}
    await socket.disconnect()


async def test_anothers_news_does_not_reach_me(nina: Any):
    socket = _socket(nina)
    await socket.connect()
    await sync_to_async(told)(user_id=nina.pk + 1)
    assert await socket.receive_nothing()
    await socket.disconnect()


async def test_frames_from_a_page_are_refused(nina: Any):
    socket = _socket(nina)
    await socket.connect()
    await socket.send_to(text_data='{"type": "changed"}')
    assert (await socket.receive_json_from())["type"] == "refused"
    await socket.disconnect()


def test_the_signal_waits_for_the_commit(
    tell: Any, nina: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
):
    sent = []
    monkeypatch.setattr("notifications.broadcasts.told", lambda *, user_id: sent.append(user_id))
    tell(nina)  # what the network itself has to say is said before
    sent.clear()
    with django_capture_on_commit_callbacks() as waiting:
        tell(nina)
    assert sent == []
    for callback in waiting:
        callback()
    assert sent == [nina.pk]
    assert person_group(nina.pk) != person_group(nina.pk + 1)
