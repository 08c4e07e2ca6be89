"""Wagtail's API gives machines what a visitor may see, and nothing else, whoever asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from pages.models import Picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(tree: Any) -> Collection:
    """A collection for signed-in people, with one more inside it."""
    made = Collection.get_first_root_node().add_child(name="Dla członków")
    CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return made.add_child(name="Głębiej")


@pytest.fixture
def world(outcome_of: Any, picture: Any, document: Any, closed: Collection, network: Any) -> dict[str, Any]:
    """Public things, and beside each its twin that is not."""
    public = outcome_of("Jawny efekt", picture=picture, picture_alt="Karty", network=network)
    draft = outcome_of("Szkic tajny", public=False)
    kept = outcome_of("Zamknięty tajny")
    PageViewRestriction.objects.create(page=kept, restriction_type="login")
    gone = outcome_of("Wycofany tajny")
    gone.unpublish()
    hidden = Picture.objects.create(
        title="Zdjęcie tajne", file=ContentFile(picture.file.read(), "tajne.png"), collection=closed
    )
    paper = Document.objects.create(title="Pismo tajne", file=ContentFile(b"tajne", "tajne.txt"), collection=closed)
    return {"public": public, "secret": {"pages": [draft, kept, gone], "images": [hidden], "documents": [paper]}}


def _all(client: Any, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while True:
        answer = client.get(f"/api/v2/{name}/", {"offset": len(found), "limit": 20, "fields": "*"})
        assert answer.status_code == 200, answer.content
        told = json.loads(answer.content)
        found += told["items"]
        if not told["items"] or len(found) >= told["meta"]["total_count"]:
            return found


@pytest.mark.parametrize("who", ["visitor", "nina", "jan"])
def test_everything_it_gives_a_visitor_may_open(client: Any, world: Any, nina: Any, jan: Any, who: str) -> None:
    if who != "visitor":
        client.force_login({"nina": nina, "jan": jan}[who])
    visitor = Client()
    for name in ("pages", "images", "documents"):
        items = _all(client, name)
        assert items, name
        assert "tajn" not in json.dumps(items, ensure_ascii=False)
        for item in items:
            detail = client.get(f"/api/v2/{name}/{item['id']}/")
            assert detail.status_code == 200
            assert "tajn" not in detail.content.decode()
            addresses = [size["url"] for size in item.get("sizes", [])]
            addresses += [item["meta"][key] for key in ("html_url", "download_url") if item["meta"].get(key)]
            for address in addresses:
                answer = visitor.get(address.removeprefix("http://127.0.0.1:8000"))
                assert answer.status_code == 200, address


def test_what_is_not_public_has_no_address_and_no_filter_finds_it(client: Any, world: Any, jan: Any) -> None:
    client.force_login(jan)
    for name, things in world["secret"].items():
        for thing in things:
            for address in (f"/api/v2/{name}/{thing.pk}/", f"/api/v2/{name}/find/?id={thing.pk}"):
                assert client.get(address).status_code in {400, 404}, address
            assert client.get(f"/api/v2/{name}/?id={thing.pk}").status_code in {200, 400}
    for thing in world["secret"]["pages"]:
        for asked in (f"descendant_of={thing.pk}", f"child_of={thing.pk}", f"ancestor_of={thing.pk}"):
            assert client.get(f"/api/v2/pages/?{asked}").status_code in {400, 404}, asked
    for words in ("type=pages.OutcomePage&fields=*", "slug=szkic-tajny", "search=tajny", "order=-title"):
        assert "tajn" not in client.get(f"/api/v2/pages/?{words}").content.decode()


def test_page_types_say_their_plain_words_and_pictures_keep_their_originals(client: Any, world: Any) -> None:
    page = world["public"]
    told = json.loads(client.get(f"/api/v2/pages/{page.pk}/").content)
    assert told["lead"] == page.lead
    assert told["problem"] == page.problem
    assert told["meta"]["html_url"].endswith(f"/efekty/{page.slug}/")
    pictures = _all(client, "images")
    assert pictures[0]["sizes"]
    assert "original_images" not in json.dumps(pictures)
    assert "download_url" not in json.dumps(pictures)


def test_it_only_reads_and_only_gives_json(client: Any, world: Any) -> None:
    before = Page.objects.count()
    for method in ("post", "put", "delete"):
        assert getattr(client, method)("/api/v2/pages/").status_code in {403, 405}
    assert Page.objects.count() == before
    answer = client.get("/api/v2/pages/", headers={"accept": "text/html"})
    assert answer.status_code in {200, 406}
    assert answer["Content-Type"].startswith("application/json")
    assert not answer.cookies
