"""Doors of announcements: their pages, writing, and the signed link of a letter."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, network_at, page, post, thing_at
from tests.access.doors import made as once


@once
def made(world: Any) -> Any:
    """An announcement of Ada's network."""
    from networks.announcements import services

    return services.announce(
        by=world.fixture("ada"), network=world.fixture("network"), title="Zmiana sali", text="<p>Sala 12</p>"
    )


@once
def _of_county(world: Any) -> Any:
    from networks.announcements import services

    county = world.fixture("county")
    return services.announce(by=world.fixture("dov"), county=county, title="Narada", text="<p>W czwartek</p>")


def _receipt(world: Any) -> dict[str, Any]:
    """The link as it would stand in the actor's own letter; a visitor has none and tries one made up."""
    from networks.announcements import receipts

    if world.actor is None:
        return {"token": "zmyslony"}
    return {"token": receipts.link(world.actor.pk, made(world).pk).rstrip("/").rsplit("/", 1)[1]}


_at = thing_at(pk=made)
NEW = {"title": "Nowe", "text": "Treść"}

DOORS: list[Door] = [
    page("signed_in", "announcements of my networks", "announcements:list"),
    page("announcement_read", "page", "announcements:detail", _at),
    page("announcement_read", "list of the network", "announcements:network_list", network_at()),
    page("announcement_of_county_read", "page", "announcements:detail", thing_at(pk=_of_county)),
    page("announcement_write", "asks", "announcements:network_new", network_at()),
    post("announcement_write", "publish", "announcements:network_new", network_at(), NEW),
    page("announcement_write", "withdraw asks", "announcements:withdraw", _at),
    post("announcement_write", "withdraw", "announcements:withdraw", _at),
    page(
        "announcement_county",
        "to all networks asks",
        "announcements:county_new",
        lambda world: {"code": world.fixture("county").pk},
    ),
    post(
        "announcement_county",
        "to all networks",
        "announcements:county_new",
        lambda world: {"code": world.fixture("county").pk},
        NEW,
    ),
    page("announcement_receipt_ask", "link of a letter asks", "announcements:receipt", _receipt, surface="mail"),
    post("announcement_receipt", "link of a letter", "announcements:receipt", _receipt),
]
