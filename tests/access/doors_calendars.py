"""Doors of calendars: pages, and the secret feed as each actor would have made it."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def feed(world: Any, client: Any) -> Any:
    """A feed of Ada's network that the actor once made, fetched by a program; a visitor guesses."""
    from networks.calendars.models import Feed
    from networks.calendars.tokens import token

    network = world.fixture("network")
    if world.actor is None:
        return client.get("/kalendarz/1-abc.ics")
    from kit import clock

    made = Feed.objects.create(user=world.actor, network=network, made_at=clock.now())
    return client.get(f"/kalendarz/{token(made)}.ics")


def _of_network(world: Any) -> str:
    return f"/sieci/{world.fixture('network').slug}/kalendarz/"


DOORS = [
    Door("calendar_own", "my month", "page", lambda world, client: client.get("/kalendarz/")),
    Door("calendar_own", "my feeds", "page", lambda world, client: client.get("/kalendarz/w-innym-programie/")),
    Door("calendar_of_network", "month", "page", lambda world, client: client.get(_of_network(world))),
    Door(
        "calendar_of_network",
        "making a feed",
        "page",
        lambda world, client: client.post(f"/kalendarz/w-innym-programie/{world.fixture('network').slug}/"),
    ),
    Door("calendar_feed", "feed", "feed", feed),
]
