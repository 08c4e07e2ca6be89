"""What carries sound and picture: browsers among themselves, or a LiveKit server where one is configured.

Both are one small interface, so that a room's page, rules and events do not know which it is:
    engine()           how many may be heard and seen, and what a browser needs to begin
The truth of who may send stays in the room's events (meetings.room_state); an engine only carries.
"""

from __future__ import annotations

from django.conf import settings

from meetings.media.embedded import Embedded
from meetings.media.engine import Carried, Engine, Recorded

__all__ = ["Carried", "Engine", "Recorded", "engine"]


def engine() -> Engine:
    """The engine of this site: LiveKit where its address, key and secret are set."""
    if not (settings.LIVEKIT_URL and settings.LIVEKIT_KEY and settings.LIVEKIT_SECRET):
        return Embedded()
    from meetings.media.livekit import LiveKit  # its libraries are heavy, and most sites have no such server

    return LiveKit()
