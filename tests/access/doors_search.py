"""Doors of search: a canary in a network's conversation, looked for by every actor."""

from __future__ import annotations

from typing import Any

from search import services
from tests.access.doors import Door, made, page, post

CANARY = "chryzantema"


@made
def filed(world: Any) -> Any:
    """A thread with the canary in its title, in the index."""
    from forum.models import Section
    from forum.services import open_thread

    network = world.fixture("network")
    section = Section.objects.filter(network=network).first()
    thread = open_thread(
        by=world.fixture("ada"), network=network, section=section, title=f"Sekretna {CANARY}", text="<p>Treść</p>"
    )
    services.index(label="forum.thread", number=thread.pk)
    return thread


def _seen(address: str, asked: str) -> Any:
    """A when the thread is shown (its other word is in no question), N when the page knows nothing of it."""

    def look(world: Any, client: Any) -> str:
        filed(world)
        page = client.get(address, {"q": asked}).content.decode().lower()
        return "A" if "sekretna" in page else "N"

    return look


def _row(name: str, address: str, asked: str, at: str) -> Door:
    return Door("search_network_thread", name, "search", _seen(address, asked), at=at)


DOORS: list[Door] = [
    _row("results", "/szukaj/", CANARY, "search:results"),
    _row("suggestions", "/szukaj/podpowiedzi/", CANARY[:7], "search:suggest"),
    _row("a mended slip", "/szukaj/", "chryzantmea", "search:results"),
    page("public", "search", "search:results", query={"q": "lekcja"}),
]


@made
def kept_search(world: Any) -> Any:
    """A saved search of somebody who is none of the actors."""
    return services.keep(by=world.fixture("person")("Ula", "Obca"), words="ogród")


def _not_mine(world: Any) -> dict[str, Any]:
    return {"number": kept_search(world).pk, "act": "list"}


DOORS += [
    page("signed_in", "saved searches", "search:kept"),
    post("signed_in", "keep a search", "search:kept", None, {"words": "ogród"}),
    post("own_shelf_read", "a saved search of somebody else", "search:kept_act", _not_mine),
]
