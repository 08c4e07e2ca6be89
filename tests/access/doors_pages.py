"""Doors of the public face and of the editors' side."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door


def _outcome(world: Any, *, public: bool) -> Any:
    from pages.models import OutcomePage
    from pages.services import plant_tree, publish

    page = OutcomePage(
        title="Karty rozmowy",
        lead="Dwanaście kart.",
        problem="Lęk przed błędem.",
        for_whom="nauczyciele",
        body=[("paragraph", "<p>Tak.</p>")],
        network=world.fixture("network"),
    )
    index = plant_tree()["efekty"]
    if public:
        return publish(by=None, page=page, under=index)
    page.live = False
    return index.add_child(instance=page)


def _public(world: Any, client: Any, address: str) -> Any:
    from pages.services import plant_tree

    plant_tree()
    return client.get(address)


def _network_page(world: Any, client: Any) -> Any:
    network = world.fixture("network")
    return client.get(f"/powiaty/{network.county.slug}/{network.slug}/")


def _declaration_draft(world: Any, client: Any) -> Any:
    from pages.services import plant_tree

    return client.get(f"/cms/pages/{plant_tree()['deklaracja-dostepnosci'].pk}/edit/")


DOORS = [
    Door("public_page_read", "home", "page", lambda world, client: _public(world, client, "/")),
    Door("public_page_read", "gallery of outcomes", "page", lambda world, client: _public(world, client, "/efekty/")),
    Door("public_page_read", "network's public page", "page", _network_page),
    Door("public_page_read", "feed of outcomes", "feed", lambda world, client: _public(world, client, "/efekty/rss/")),
    Door("public_page_read", "sitemap", "feed", lambda world, client: _public(world, client, "/sitemap.xml")),
    Door(
        "outcome_read",
        "published outcome",
        "page",
        lambda world, client: client.get(f"/efekty/{_outcome(world, public=True).slug}/"),
    ),
    Door(
        "outcome_draft_read",
        "draft of an outcome",
        "page",
        lambda world, client: client.get(f"/efekty/{_outcome(world, public=False).slug}/"),
    ),
    Door("cms_screens", "start of the editors' side", "page", lambda world, client: _public(world, client, "/cms/")),
    Door("cms_screens", "editing a page", "page", _declaration_draft),
    Door("cms_users", "people in the CMS", "page", lambda world, client: _public(world, client, "/cms/users/")),
    Door("cms_users", "groups in the CMS", "page", lambda world, client: _public(world, client, "/cms/groups/")),
]
