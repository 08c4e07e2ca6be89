"""Doors of messages: a conversation of Ada and Ben is for the two alone."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, page, post, thing_at
from tests.access.doors import made as once


@once
def made(world: Any) -> Any:
    """A conversation of Ada and Ben."""
    from networks.conversations import services

    return services.begin(by=world.fixture("ben"), to=[world.fixture("ada")], text="<p>Pytanie</p>")


def _to_ewa(world: Any) -> dict[str, Any]:
    return {"to": [world.fixture("ewa").pk], "text": "Dzień dobry", "title": ""}


@once
def _blocked(world: Any) -> Any:
    """Ben wants no messages of Ada."""
    from networks.conversations import services

    made(world)
    return services.block(by=world.fixture("ben"), person=world.fixture("ada"))


_at = thing_at(pk=made)
_ada = thing_at(number=lambda world: (made(world), world.fixture("ada"))[1])

DOORS: list[Door] = [
    page("signed_in", "my messages", "conversations:list"),
    page("signed_in", "new message", "conversations:new"),
    post("message_begin", "to a member", "conversations:new", None, _to_ewa),
    post("message_block", "whom one talks with", "conversations:block", _ada),
    post("message_block", "no longer", "conversations:unblock", _ada, before=_blocked),
    page("message_read", "conversation", "conversations:detail", _at),
    page("message_read", "fragment", "conversations:fresh", _at),
    post("message_read", "writing", "conversations:detail", _at, {"text": "Odpowiedź"}),
    post("message_read", "leaving", "conversations:leave", _at),
]
