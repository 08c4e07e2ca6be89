"""Doors of messages: a conversation of Ada and Ben is for the two alone."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def made(world: Any) -> int:
    """The number of a conversation of Ada and Ben."""
    from networks.conversations import services
    from networks.conversations.models import Conversation

    ada, ben = world.fixture("ada"), world.fixture("ben")
    found = Conversation.objects.first() or services.begin(by=ben, to=[ada], text="<p>Pytanie</p>")
    return found.pk


DOORS = [
    Door("message_own", "my messages", "page", lambda world, client: client.get("/wiadomosci/")),
    Door("message_read", "conversation", "page", lambda world, client: client.get(f"/wiadomosci/{made(world)}/")),
    Door("message_read", "fragment", "page", lambda world, client: client.get(f"/wiadomosci/{made(world)}/nowe/")),
    Door(
        "message_read",
        "writing",
        "page",
        lambda world, client: client.post(f"/wiadomosci/{made(world)}/", {"text": "Odpowiedź"}),
    ),
]
