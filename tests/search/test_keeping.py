"""What one question leaves for the next: answers of the index until it changes, never anybody's rights."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import keeping, selectors, services
from search.models import Document, Promoted
from search.registry import ENTRIES

VISITOR = AnonymousUser()


@pytest.fixture(autouse=True)
def _shared(settings: Any) -> None:
    """As where processes share their memory."""
    settings.CACHE_IS_SHARED = True
    settings.SEARCH_AUDIENCE_SECONDS = 15
    cache.clear()
    keeping._held.clear()
    keeping._seen.__dict__.clear()


def _urls(user: Any, ask: str = "ogród") -> set[str]:
    return {hit.url for hit in selectors.find(user, ask).hits}


def test_the_second_question_asks_only_who_may_read(put, ben):
    put("Ogród", slug="a")
    selectors.find(ben, "ogród")
    with CaptureQueriesContext(connection) as queries:
        assert _urls(ben) == {"/sieci/a/"}
    assert all("search_" not in query["sql"] for query in queries)


def test_a_right_that_is_lost_counts_at_once_though_the_index_is_late(put, ben):
    thing = put("Ogród", slug="a", audience=[f"person:{ben.pk}"])
    assert _urls(ben) == {"/sieci/a/"}
    type(thing).objects.filter(pk=thing.pk).update(audience=[])
    assert _urls(ben) == set()
    assert selectors.suggest(ben, "ogr") == []


def test_leaving_a_network_counts_at_once(db, network, edition, ada, ben):
    from networks import services as networks
    from networks.announcements import services as announcements

    made = announcements.announce(by=ada, network=network, title="Chryzantema", text="<p>Treść</p>")
    services.index(label=made._meta.label_lower, number=made.pk)
    assert selectors.find(ben, "chryzantema").total == 1
    networks.leave(by=ben, edition=edition)
    assert selectors.find(ben, "chryzantema").total == 0


def test_what_is_filed_is_found_by_the_next_question(put):
    put("Ogród stary", slug="a")
    assert _urls(VISITOR) == {"/sieci/a/"}
    thing = put("Ogród nowy", slug="b")
    assert _urls(VISITOR) == {"/sieci/a/", "/sieci/b/"}
    type(thing).objects.filter(pk=thing.pk).update(title="Sad nowy")
    services.index(label="networks.network", number=thing.pk)
    assert _urls(VISITOR) == {"/sieci/a/"}


def test_two_people_do_not_get_each_others_answers(put, ben, nina):
    put("Ogród Bena", slug="a", audience=[f"person:{ben.pk}"])
    put("Ogród Niny", slug="b", audience=[f"person:{nina.pk}"])
    assert [_urls(one) for one in (ben, nina, ben, VISITOR)] == [{"/sieci/a/"}, {"/sieci/b/"}, {"/sieci/a/"}, set()]


def test_visitors_share_a_page_and_lose_it_when_something_is_taken_out(put, django_capture_on_commit_callbacks):
    thing = put("Ogród", slug="a")
    page = {"q": "ogród"}
    assert b"/sieci/a/" in Client().get("/szukaj/", page).content
    with CaptureQueriesContext(connection) as queries:
        assert b"/sieci/a/" in Client().get("/szukaj/", page).content
    assert not queries.captured_queries
    with django_capture_on_commit_callbacks(execute=True):
        services.forget(model=type(thing), numbers=[thing.pk])
    assert b"/sieci/a/" not in Client().get("/szukaj/", page).content


def test_visitors_lose_a_page_when_something_is_kept_from_them(put, django_capture_on_commit_callbacks):
    thing = put("Ogród", slug="a")
    assert b"/sieci/a/" in Client().get("/szukaj/", {"q": "ogród"}).content
    type(thing).objects.filter(pk=thing.pk).update(audience=["signed-in"])
    with django_capture_on_commit_callbacks(execute=True):
        services.index(label="networks.network", number=thing.pk)
    assert b"/sieci/a/" not in Client().get("/szukaj/", {"q": "ogród"}).content
    assert Document.objects.get().audience == ["signed-in"]


def test_what_editors_recommend_anew_is_shown_at_once(put, client, jan):
    put("Ogród", slug="a")
    client.get("/szukaj/", {"q": "ogród"})
    client.force_login(jan)
    Promoted.objects.create(words="ogród", title="Poradnik ogrodnika", url="/pomoc/")
    keeping.index_moved()
    assert "Poradnik ogrodnika" in client.get("/szukaj/", {"q": "ogród"}).content.decode()


def test_readers_of_the_same_audiences_get_what_each_may_read(put, ben, ewa):
    """The index is the same for both; what the database says of their rights is not."""
    for slug in ("a", "b", "c"):
        put("Ogród", slug=slug, audience=["signed-in"])
    entry = ENTRIES.get("thing")
    among = entry.among
    only = replace(entry, among=lambda user: among(user).exclude(slug="b") if user == ewa else among(user))
    with ENTRIES.swapped(thing=only):
        for _again in range(3):
            assert _urls(ben) == {"/sieci/a/", "/sieci/b/", "/sieci/c/"}
            assert _urls(ewa) == {"/sieci/a/", "/sieci/c/"}
            found = selectors.find(ewa, "ogród")
            assert (found.total, found.kinds[0].count, found.facets) == (2, 2, {})


def test_a_page_that_is_known_asks_only_who_asks_and_what_may_be_read(put, client, ben):
    for slug in ("a", "b"):
        put(f"Ogród {slug}", slug=slug, audience=["signed-in"])
    client.force_login(ben)
    for _warm in range(2):
        client.get("/szukaj/", {"q": "ogród"})
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/szukaj/", {"q": "ogród"}).content.decode()
    assert "/sieci/a/" in page
    assert all("search_" not in str(query["sql"]) for query in queries)


def test_a_page_that_is_known_loses_at_once_what_may_no_longer_be_read(put, client, ben):
    thing = put("Ogród tajny", slug="a", audience=["signed-in"])
    put("Ogród jawny", slug="b", audience=["signed-in"])
    client.force_login(ben)
    assert "/sieci/a/" in client.get("/szukaj/", {"q": "ogród"}).content.decode()
    type(thing).objects.filter(pk=thing.pk).update(audience=[])
    page = client.get("/szukaj/", {"q": "ogród"}).content.decode()
    assert "/sieci/b/" in page
    assert "/sieci/a/" not in page
    assert "tajny" not in page
    assert "1 wynik" in page


def test_a_known_page_looks_as_one_drawn_anew_and_its_form_can_be_sent_again(put, client, settings, ben):
    for number in range(25):
        put(f"Ogród <{number}>", "Sad & ogród", slug=f"a{number}", audience=["signed-in"])
    client.force_login(ben)
    for values in ({"q": "ogród"}, {"q": "ogród", "page": "2"}, {"q": "ogród", "sort": "newest", "kind": "thing"}):
        first, known = (client.get("/szukaj/", values).content.decode() for _time in range(2))
        settings.CACHE_IS_SHARED = False
        anew = client.get("/szukaj/", values).content.decode()
        settings.CACHE_IS_SHARED = True
        assert _without_keys(first) == _without_keys(known) == _without_keys(anew)
        assert _KEYS.findall(first) != _KEYS.findall(known)


_KEYS = re.compile(r'name="(?:once|csrfmiddlewaretoken)" value="([^"]+)"|X-CSRFToken": "([^"]+)"|nonce="([^"]+)"')


def _without_keys(page: str) -> str:
    return _KEYS.sub("", page)
