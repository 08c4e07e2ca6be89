"""Doors of calendars: pages, and the secret feed as each actor would have made it."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, network_at, page, post


def feed(world: Any, client: Any) -> Any:
    """A feed of Ada's network that the actor once made, fetched by a program; a visitor guesses."""
    from kit import clock
    from networks.calendars.models import Feed
    from networks.calendars.tokens import token

    network = world.fixture("network")
    if world.actor is None:
        return client.get("/kalendarz/1-abc.ics")
    made = Feed.objects.create(user=world.actor, network=network, made_at=clock.now())
    return client.get(f"/kalendarz/{token(made)}.ics")


def _with_feed(world: Any) -> None:
    from kit import clock
    from networks.calendars.models import Feed

    if world.actor is not None:
        Feed.objects.create(user=world.actor, network=world.fixture("network"), made_at=clock.now())


def _key(world: Any) -> dict[str, Any]:
    return {"key": world.fixture("network").slug}


DOORS: list[Door] = [
    page("signed_in", "my month", "calendars:mine"),
    page("signed_in", "my feeds", "calendars:feeds"),
    page("calendar_of_network", "month", "calendars:network", network_at()),
    page("calendar_of_network", "feed", "calendars:offer", _key),
    post("calendar_of_network", "make a feed", "calendars:offer", _key),
    post("calendar_of_network", "switch a feed off", "calendars:revoke", _key, before=_with_feed),
    Door("calendar_feed", "feed", "feed", feed, at="calendars:feed"),
]
