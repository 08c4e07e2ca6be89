"""Live news from where nobody waits for them: a view, a task, a command.

Through channels each piece of news would cost an event loop and a connection of its own. Where processes share their
memory through Redis it is published there directly, in the layer's own words; the layer hears no difference.
"""

from __future__ import annotations

from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.cache import caches

from kit.shared_memory import SharedMemory

PUBLISHED = "channels_redis.pubsub.RedisPubSubChannelLayer"
"""The layer whose groups are channels of Redis."""


def tell(group: str, event: dict[str, Any]) -> None:
    """Send the event to the group of sockets. Raises OSError when there is no way to them."""
    layer = get_channel_layer()
    if layer is None:
        return
    memory, papers = caches["default"], dict[str, Any](settings.CHANNEL_LAYERS)["default"]
    if papers["BACKEND"] != PUBLISHED or not isinstance(memory, SharedMemory):
        async_to_sync(layer.group_send)(group, event)
        return
    memory.publish(f"{papers['CONFIG']['prefix']}__group__{group}", layer.serialize(event))
