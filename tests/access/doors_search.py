"""Doors of search: a canary in a network's conversation, looked for by every actor."""

from __future__ import annotations

from typing import Any

from search import services
from tests.access.doors import Door

CANARY = "chryzantema"


def filed(world: Any) -> None:
    """A thread with the canary in its title, in the index."""
    from forum.models import Section, Thread
    from forum.services import open_thread

    if Thread.objects.filter(title__contains=CANARY).exists():
        return
    network = world.fixture("network")
    section = Section.objects.filter(network=network).first()
    thread = open_thread(
        by=world.fixture("ada"), network=network, section=section, title=f"Sekretna {CANARY}", text="<p>Treść</p>"
    )
    services.index(label="forum.thread", number=thread.pk)


def seen(response: Any) -> str:
    """A when the thread is shown (its other word is in no question), N when the page knows nothing of it."""
    text = response.content.decode().lower()
    return "A" if "sekretna" in text else "N"


def results(world: Any, client: Any) -> str:
    filed(world)
    return seen(client.get("/szukaj/", {"q": CANARY}))


def suggestions(world: Any, client: Any) -> str:
    filed(world)
    return seen(client.get("/szukaj/podpowiedzi/", {"q": CANARY[:7]}))


def slip(world: Any, client: Any) -> str:
    filed(world)
    return seen(client.get("/szukaj/", {"q": "chryzantmea"}))


DOORS = [
    Door("search_network_thread", "results", "search", results),
    Door("search_network_thread", "suggestions", "search", suggestions),
    Door("search_network_thread", "a mended slip", "search", slip),
]
