"""The socket of one person's inbox: it says that something changed, never what."""

from __future__ import annotations

from typing import Any

from kit.sockets import Socket
from notifications.broadcasts import person_group


class InboxSocket(Socket):
    """Forwards 'the inbox changed' to one person's open pages."""

    group: str = ""

    async def enter(self) -> None:
        """Join the person's own group."""
        self.group = person_group(self.user.pk)
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        """Leave the group."""
        if self.group:
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def inbox_changed(self, event: dict[str, Any]) -> None:
        """The page asks for its own count."""
        await self.say({"type": "inbox"})
