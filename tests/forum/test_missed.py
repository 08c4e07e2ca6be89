"""What was changed while a page had no line: the page says what it shows and hears how that stands now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator

from forum import services
from forum.enums import Sign
from forum.routing import websocket_urlpatterns
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


async def page_of(user: Any, thread: Any) -> WebsocketCommunicator:
    """An open page of the conversation, after its first word."""
    line = WebsocketCommunicator(URLRouter(websocket_urlpatterns), f"/ws/watek/{thread.pk}/")
    line.scope["user"] = user
    connected, _code = await line.connect(timeout=PATIENCE)
    assert connected
    assert (await line.receive_json_from(timeout=PATIENCE))["type"] == "here"
    return line


async def states(user: Any, thread: Any, numbers: Any) -> dict[str, Any]:
    """What a page hears that says it shows `numbers`."""
    line = await page_of(user, thread)
    await line.send_json_to({"type": "shown", "numbers": numbers})
    said = await line.receive_json_from(timeout=PATIENCE)
    await line.disconnect()
    return said


CHANGES: dict[str, Callable[[Any, Any], Any]] = {
    "other words": lambda by, post: services.edit(by=by, post=post, text="<p>Inaczej.</p>", version=post.version),
    "taken back": lambda by, post: services.delete(by=by, post=post),
    "a sign": lambda by, post: services.leave_sign(by=post.thread.author, post=post, sign=Sign.THANKS),
    "hidden": lambda by, post: services.hide(post),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_a_changed_post_stands_otherwise_and_the_rest_as_before(
    what: str, thread: Any, said: Any, ben: Any
) -> None:
    post = await sync_to_async(said)(ben)
    await sync_to_async(said)(ben)
    before = (await states(ben, thread, [1, 2, 3]))["states"]
    await sync_to_async(CHANGES[what])(ben, post)
    now = (await states(ben, thread, [1, 2, 3]))["states"]
    assert [number for number in now if now[number] != before[number]] == ["2"]


async def test_only_posts_of_this_conversation_are_told_of(
    thread: Any, said: Any, ben: Any, section: Any, ada: Any
) -> None:
    other = await sync_to_async(services.open_thread)(
        by=ada, network=thread.network, section=section, title="Inna", text="<p>Inna.</p>"
    )
    await sync_to_async(said)(ben)
    assert set((await states(ben, other, [1, 2, 77]))["states"]) == {"1"}


@pytest.mark.parametrize(
    "numbers", [None, "1", {"1": 1}, [True], ["1"], [1.0], [0], [-1], [2**31], list(range(1, 502))]
)
async def test_what_is_no_list_of_numbers_is_refused_and_the_line_goes_on(numbers: Any, thread: Any, ben: Any) -> None:
    line = await page_of(ben, thread)
    await line.send_json_to({"type": "shown", "numbers": numbers})
    assert await line.receive_json_from(timeout=PATIENCE) == {"type": "refused", "reason": "frame"}
    await line.send_json_to({"type": "shown", "numbers": [1]})
    assert (await line.receive_json_from(timeout=PATIENCE))["type"] == "states"
    await line.disconnect()
