"""The embedded engine: browsers send to one another, the room's socket only carries their agreements.

Whoever is on the stage sends to each of the others, so what a person can send is divided by the number of listeners:
few speak, fewer are seen. The numbers follow what one home line carries upwards (about 1 Mbit/s for sound alone to
nineteen people, 5 Mbit/s with one small picture).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from django.conf import settings

from kit import clock
from meetings.media.engine import Engine

VALID_FOR = 4 * 3600
"""Seconds for which a browser may use the relay with what it was given."""


class Embedded(Engine):
    """WebRTC between browsers."""

    name = "embedded"

    def places(self, people: int) -> int:
        """Four speak; three where a room is larger than it was meant for."""
        return 4 if people <= 20 else 3

    def pictures(self, people: int) -> int:
        """Everybody's in a small group, one in a full room."""
        if people <= 8:
            return 4
        return 2 if people <= 12 else 1

    def given_to(self, person: int) -> dict[str, Any]:
        """Where browsers learn their own address, and a relay with a password of its own for a few hours."""
        servers: list[dict[str, Any]] = []
        if settings.STUN_URLS:
            servers.append({"urls": settings.STUN_URLS})
        if settings.TURN_URLS and settings.TURN_SECRET:
            servers.append({"urls": settings.TURN_URLS, **_turn_password(person)})
        return {"ice": servers}


def _turn_password(person: int) -> dict[str, str]:
    """A name that says until when, and its signature, as relays check them (coturn: use-auth-secret)."""
    name = f"{int(clock.now().timestamp()) + VALID_FOR}:{person}"
    # SHA-1 is what the relays' convention asks for; as a keyed signature it is sound.
    signed = hmac.new(settings.TURN_SECRET.encode(), name.encode(), hashlib.sha1)
    return {"username": name, "credential": base64.b64encode(signed.digest()).decode()}
