"""Doors of announcements: their pages, writing, and the signed link of a letter."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def made(world: Any) -> Any:
    """An announcement of Ada's network."""
    from networks.announcements import services
    from networks.announcements.models import Announcement

    network = world.fixture("network")
    return Announcement.objects.filter(network=network).first() or services.announce(
        by=world.fixture("ada"), network=network, title="Zmiana sali", text="<p>Sala 12</p>"
    )


def receipt(world: Any, client: Any) -> Any:
    """The link as it would stand in the actor's own letter; a visitor has none and tries one made up."""
    from networks.announcements import receipts

    path = "/ogloszenia/odczyt/zmyslony/"
    if world.actor is not None:
        path = "/" + receipts.link(world.actor.pk, made(world).pk).split("/", 3)[3]
    return client.post(path)


def _write(world: Any, client: Any) -> Any:
    address = f"/sieci/{world.fixture('network').slug}/ogloszenia/nowe/"
    return client.post(address, {"title": "Nowe", "text": "Treść"})


DOORS = [
    Door("announcement_read", "page", "page", lambda world, client: client.get(made(world).get_absolute_url())),
    Door(
        "announcement_read",
        "list of the network",
        "page",
        lambda world, client: client.get(f"/sieci/{made(world).network.slug}/ogloszenia/"),
    ),
    Door("announcement_write", "publish", "page", _write),
    Door(
        "announcement_county",
        "to all networks",
        "page",
        lambda world, client: client.get(f"/ogloszenia/powiat/{world.fixture('county').pk}/nowe/"),
    ),
    Door("announcement_receipt", "link of a letter", "mail", receipt),
]
