"""The doors of the forum: pages, the fragment, the socket, writing, order, and reports."""

from __future__ import annotations

import uuid
from typing import Any

from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator

from tests.access.doors import Door


def _thread(world: Any) -> Any:
    """A thread by Ada in her network, with a reply by Ewa."""
    from forum.services import default_section, open_thread, reply

    network, ada, ewa = (world.fixture(name) for name in ("network", "ada", "ewa"))
    section = default_section(network)
    thread = open_thread(by=ada, network=network, section=section, title="Ułamki", text="<p>Od czego?</p>")
    reply(by=ewa, thread=thread, text="<p>Od pizzy.</p>")
    return thread


def _page(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url())


def _list(world: Any, client: Any) -> Any:
    _thread(world)
    return client.get(f"/sieci/{world.fixture('network').slug}/forum/")


def _fragment(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url() + "wpis/2/fragment/")


def _permalink(world: Any, client: Any) -> Any:
    return client.get(_thread(world).get_absolute_url() + "wpis/2/")


def _socket(world: Any, client: Any) -> Any:
    from django.conf import settings

    from config.asgi import application

    thread = _thread(world)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    headers = [(b"origin", settings.SOCKET_ORIGINS[0].encode()), (b"cookie", cookies.encode())]

    async def knock() -> int:
        line = WebsocketCommunicator(application, f"/ws/watek/{thread.pk}/", headers=headers)
        accepted, code = await line.connect(timeout=10)
        await line.disconnect()
        return 200 if accepted else int(code or 4404)

    answer = async_to_sync(knock)()
    return "L" if world.actor is None and answer == 4403 else answer


def _write(world: Any, client: Any) -> Any:
    thread = _thread(world)
    return client.post(thread.get_absolute_url() + "odpowiedz/", {"text": "Ode mnie.", "once": str(uuid.uuid4())})


def _open(world: Any, client: Any) -> Any:
    from forum.services import default_section

    network = world.fixture("network")
    sent = {"title": "Nowa", "text": "Treść.", "section": default_section(network).pk}
    return client.post(f"/sieci/{network.slug}/forum/nowa/", sent)


def _order(world: Any, client: Any) -> Any:
    return client.post(_thread(world).get_absolute_url() + "porzadek/", {"act": "pin"})


def _hide(world: Any, client: Any) -> Any:
    post = _thread(world).posts.get(number=2)
    sent = {"act": "hide", "ground": "off_topic", "words": "Nie na temat."}
    return client.post(f"/moderacja/post/{post.pk}/", sent)


def _report(world: Any, client: Any) -> Any:
    post = _thread(world).posts.get(number=2)
    return client.post(f"/moderacja/post/{post.pk}/zglos/", {"ground": "offence", "words": "Przykre."})


DOORS: list[Door] = [
    Door(row="thread_read", name="thread page", surface="page", opens=_page),
    Door(row="thread_read", name="thread list", surface="page", opens=_list),
    Door(row="thread_read", name="post fragment", surface="page", opens=_fragment),
    Door(row="thread_read", name="post permalink", surface="page", opens=_permalink),
    Door(row="thread_read", name="thread socket", surface="socket", opens=_socket),
    Door(row="thread_write", name="reply", surface="page", opens=_write),
    Door(row="thread_write", name="new thread", surface="page", opens=_open),
    Door(row="thread_moderate", name="pin and close", surface="page", opens=_order),
    Door(row="thread_moderate", name="hide a post", surface="page", opens=_hide),
    Door(row="report_content", name="report a post", surface="page", opens=_report),
]
