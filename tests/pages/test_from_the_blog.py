"""What the network's own people let out stands on its public page and beside its outcomes; nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from networks.blogs import services as blogs
from networks.blogs.models import BlogPostPage
from pages.models import NetworkPage
from tests.blogs.conftest import WORDS
from tests.pages.test_public import MOST_QUERIES, queries

pytestmark = pytest.mark.django_db


def entry_of(by: Any, network: Any, title: str) -> Any:
    return blogs.show(by=by, entry=blogs.begin(by=by, network=network, values=WORDS | {"title": title}))


def public(by: Any, head: Any, network: Any, title: str) -> Any:
    made = entry_of(by, network, title)
    blogs.ask_public(by=by, entry=made)
    waiting = BlogPostPage.objects.get(pk=made.pk)
    blogs.approve(by=head, entry=waiting, seen=waiting.latest_revision_id)
    return BlogPostPage.objects.get(pk=made.pk)


@pytest.fixture
def address(network: Any) -> str:
    return NetworkPage.objects.get(network=network).canonical.removeprefix("http://127.0.0.1:8000")


def test_only_approved_entries_stand_there_in_few_queries(client, network, address, ada, ben):
    bare = queries(client, address)
    assert "Z bloga" not in client.get(address).content.decode()
    shown = [public(ben, ada, network, f"Dla wszystkich {number}") for number in range(4)]
    entry_of(ben, network, "Tylko dla sieci")
    waits = entry_of(ben, network, "Czeka na zgodę")
    blogs.ask_public(by=ben, entry=waits)
    blogs.begin(by=ben, network=network, values=WORDS | {"title": "Brudnopis"})
    page = client.get(address).content.decode()
    assert "Z bloga" in page
    for one in shown[1:]:
        assert one.public_url in page
    assert shown[0].public_url not in page, "the latest three"
    for words in ("Tylko dla sieci", "Czeka na zgodę", "Brudnopis", "Ben Lis"):
        assert words not in page
    assert queries(client, address) <= max(bare, MOST_QUERIES)


def test_what_is_taken_from_the_public_goes_from_the_page_at_once(client, network, address, ada, ben):
    made = public(ben, ada, network, "Już nie dla wszystkich")
    assert made.title in client.get(address).content.decode()
    blogs.unpublish(by=ben, entry=made)
    assert made.title not in client.get(address).content.decode()


def test_an_outcome_leads_to_the_networks_blog_and_page(client, network, address, ada, ben, outcome_of):
    made = public(ben, ada, network, "Jak powstały karty")
    page = outcome_of("Karty rozmowy o błędzie", network=network)
    said = client.get(f"/efekty/{page.slug}/").content.decode()
    assert made.public_url in said
    assert address in said
    assert page.title in client.get(address).content.decode()
    assert queries(client, f"/efekty/{page.slug}/") <= MOST_QUERIES
