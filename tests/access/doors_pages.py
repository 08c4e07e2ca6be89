"""Doors of the public face and of the editors' side."""

from __future__ import annotations

from typing import Any

from tests.access.doors import Door, made, page, post


@made
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


def _planted(address: str) -> Any:
    def opens(world: Any, client: Any) -> Any:
        from pages.services import plant_tree

        plant_tree()
        return client.get(address)

    return opens


def _place(name: str, address: str, at: str = "wagtail_serve", surface: str = "page") -> Door:
    return Door("public", name, surface, _planted(address), at=at)


def _network_page(world: Any, client: Any) -> Any:
    network = world.fixture("network")
    return client.get(f"/powiaty/{network.county.slug}/{network.slug}/")


def _declaration_draft(world: Any, client: Any) -> Any:
    from pages.services import plant_tree

    return client.get(f"/cms/pages/{plant_tree()['deklaracja-dostepnosci'].pk}/edit/")


def _of_outcome(row: str, name: str, *, public: bool) -> Door:
    return Door(row, name, "page", lambda w, c: c.get(f"/efekty/{_outcome(w, public=public).slug}/"), "wagtail_serve")


def _with_address(world: Any) -> None:
    from django.core.cache import cache

    from pages.models import SiteFace

    cache.clear()
    face = SiteFace.load()
    face.contact_email = "kontakt@example.org"
    face.save()


def _contact(world: Any, client: Any) -> Any:
    _with_address(world)
    return client.get("/kontakt/")


def _letter(world: Any) -> dict[str, str]:
    from kit import clock
    from pages.contact import QUICKEST, opened

    with clock.moved_to(clock.now() - 2 * QUICKEST):
        sealed = opened()
    return {"topic": "other", "words": "Dzień dobry", "email": "k@example.org", "opened": sealed}


MACHINES = ("pages", "images", "documents")
DOORS: list[Door] = [
    _place("home", "/"),
    *(_place(f"{name} for machines", f"/api/v2/{name}/", f"api:{name}:listing") for name in MACHINES),
    _place("networks", "/powiaty/", "pages:networks"),
    _place("gallery of outcomes", "/efekty/", "pages:outcomes"),
    _place("news", "/aktualnosci/", "pages:news"),
    _place("help", "/pomoc/", "pages:help"),
    _place("privacy page", "/prywatnosc/", "pages:privacy"),
    Door(
        "nothing_public",
        "declaration nobody has filled in yet",
        "page",
        _planted("/deklaracja-dostepnosci/"),
        at="pages:accessibility",
    ),
    _place("feed of outcomes", "/efekty/rss/", "pages:outcomes_feed", "feed"),
    _place("feed of news", "/aktualnosci/rss/", "pages:news_feed", "feed"),
    Door("public", "letter to whoever runs the site", "page", _contact, at="pages:contact"),
    post("public", "send a letter to whoever runs the site", "pages:contact", None, _letter, before=_with_address),
    _place("sitemap", "/sitemap.xml", "pages:sitemap", "feed"),
    _place("robots", "/robots.txt", "pages:robots"),
    _place("security", "/.well-known/security.txt", "pages:security"),
    Door("public", "network's public page", "page", _network_page, at="wagtail_serve"),
    _of_outcome("public", "published outcome", public=True),
    _of_outcome("nothing_public", "draft of an outcome", public=False),
    Door("cms_screens", "start of the editors' side", "page", _planted("/cms/"), at="wagtailadmin_home"),
    Door("cms_screens", "editing a page", "page", _declaration_draft, at="wagtailadmin_pages:edit"),
    Door("cms_users", "people in the CMS", "page", _planted("/cms/users/"), at="wagtailusers_users:index"),
    Door("cms_users", "groups in the CMS", "page", _planted("/cms/groups/"), at="wagtailusers_groups:index"),
    page("signed_in", "start page", "desk:start"),
]
