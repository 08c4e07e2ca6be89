"""The screens of blogs: without scripts, with few queries, with clear words when something is wrong."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from networks.blogs import selectors, services
from networks.blogs.models import BlogPostPage
from tests.blogs.conftest import WORDS, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_teacher_tells_a_story_and_shows_it(as_ben, network, ewa):
    base = f"/sieci/{network.slug}/blog/"
    begin = as_ben.get(base + "nowy/?forma=historia")
    assert "Co się działo w klasie" in begin.content.decode()
    sent = {
        "title": "Gwiazdy na dachu",
        "context": "Klasa 6b, listopad.",
        "course": "Wyszliśmy na dach.",
        "tags": "fizyka, noc",
    }
    answer = as_ben.post(base + "nowy/?forma=historia", sent)
    entry = BlogPostPage.objects.get()
    assert answer.url == f"{base}{entry.pk}/pisanie/"
    table = as_ben.get(answer.url)
    assert "Wyszliśmy na dach." in table.content.decode()
    seen = table.context["form"]["seen"].value()
    answer = as_ben.post(answer.url, {**sent, "effect": "Zadali sto pytań.", "seen": seen, "act": "show"})
    assert answer.url == entry.get_absolute_url()
    drawn = as_ben.get(answer.url).content.decode()
    assert "Zadali sto pytań." in drawn
    assert "Co wyszło" in drawn
    as_ben.force_login(ewa, backend="django.contrib.auth.backends.ModelBackend")
    assert "Gwiazdy na dachu" in as_ben.get(base).content.decode()
    assert as_ben.get(f"{base}?tag=fizyka").context["cards"]
    assert as_ben.get(f"{base}{entry.pk}/pisanie/").status_code == 404


def test_what_was_typed_stays_when_the_title_is_missing(as_ben, network):
    answer = as_ben.post(f"/sieci/{network.slug}/blog/nowy/", {"title": "", "body": "Długo pisane słowa"})
    assert answer.status_code == 422
    assert "Nadaj wpisowi tytuł." in answer.content.decode()
    assert "Długo pisane słowa" in answer.content.decode()
    assert not BlogPostPage.objects.exists()


def test_the_page_saves_by_itself_and_says_when_it_cannot(as_ben, draft, ben, ewa):
    address = reverse("blogs:autosave", args=[draft.network.slug, draft.pk])
    body = {"title": "Po przerwie", "body": "<p>a</p>", "body_as": "html", "seen": draft.latest_revision_id}
    told = as_ben.post(address, body)
    assert told.json()["seen"] == fresh(draft).latest_revision_id
    services.add_coauthor(by=ben, entry=draft, user=ewa)
    services.save(by=ewa, entry=fresh(draft), values=WORDS, seen=None)
    told = as_ben.post(address, body)
    assert told.status_code == 409
    assert "Ewa Maj" in told.json()["reason"]


def test_pictures_need_words_and_bad_files_are_refused_in_words(as_ben, draft, picture):
    address = reverse("blogs:picture", args=[draft.network.slug, draft.pk])
    answer = as_ben.post(address, {"picture": picture, "alt": ""})
    assert answer.status_code == 422
    assert "Napisz jednym zdaniem, co przedstawia zdjęcie" in answer.content.decode()
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = as_ben.post(address, {"picture": SimpleUploadedFile("a.png", b"<script>", "image/png"), "alt": "Ala"})
    assert answer.status_code == 422
    picture.seek(0)
    assert as_ben.post(address, {"picture": picture, "alt": "Tablica"}).status_code == 302
    assert draft.pictures.get().alt == "Tablica"


def test_the_coordinator_reads_and_decides(client, waiting, ada):
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    assert waiting.title in client.get(reverse("desk:start")).content.decode()
    address = reverse("blogs:review", args=[waiting.pk])
    page = client.get(address)
    assert "Otworzyć ten wpis dla wszystkich?" in page.content.decode()
    answer = client.post(address, {"act": "return", "words": ""})
    assert answer.status_code == 422
    assert client.post(address, {"act": "approve", "seen": page.context["seen"]}).status_code == 302
    assert fresh(waiting).live
    assert client.get(address).status_code == 404


def test_the_feed_is_a_feed(client, public):
    answer = client.get(f"/blog/{public.network.slug}/rss/")
    assert answer["Content-Type"].startswith("application/rss+xml")
    tree = ET.fromstring(answer.content)
    assert [item.findtext("title") for item in tree.iter("item")] == [WORDS["title"]]
    assert tree.find("channel/item/link").text.endswith(public.public_url)
    client.logout()
    assert client.get("/blog/").status_code == 200


def test_public_pages_ask_for_no_account_and_set_no_cookie(client, public):
    for address in ("/blog/", f"/blog/{public.network.slug}/", public.public_url):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
    assert client.get("/blog/nie-ma-takiej-sieci/").status_code == 404


def test_an_archived_network_is_read_only(as_ben, shown, edition):
    type(edition).objects.filter(pk=edition.pk).update(state="archived")
    base = f"/sieci/{shown.network.slug}/blog/"
    assert as_ben.get(base).status_code == 200
    assert as_ben.get(shown.get_absolute_url()).status_code == 200
    assert as_ben.get(base + "nowy/").status_code == 403
    assert as_ben.post(f"{base}{shown.pk}/komentarze/", {"text": "Nie"}).status_code == 422
    assert shown.comments.count() == 0


def test_versions_are_listed_and_restored(as_ben, draft, ben):
    first = draft.latest_revision_id
    services.save(by=ben, entry=draft, values={**WORDS, "title": "Drugi"}, seen=None)
    base = reverse("blogs:versions", args=[draft.network.slug, draft.pk])
    assert len(as_ben.get(base).context["versions"]) == 2
    assert WORDS["title"] in as_ben.get(f"{base}{first}/").content.decode()
    as_ben.post(f"{base}{first}/")
    assert selectors.version_of(fresh(draft)).title == WORDS["title"]


def _many(network, ben, count):
    from networks.blogs.models import BlogAuthor

    for number in range(count):
        entry = services.begin(by=ben, network=network, values={**WORDS, "title": f"Wpis {number}", "tags": ["a", "b"]})
        BlogPostPage.objects.filter(pk=entry.pk).update(
            shown_at=clock.now(), live=True, first_published_at=clock.now(), has_unpublished_changes=False
        )
    assert BlogAuthor.objects.count() >= count


def test_lists_take_as_many_queries_whatever_their_length(as_ben, network, ben, django_assert_max_num_queries):
    places = [f"/sieci/{network.slug}/blog/", "/blog/", f"/blog/{network.slug}/", f"/blog/osoba/{ben.pk}/"]
    counted = []
    for more in (3, 20):
        _many(network, ben, more)
        row = []
        for place in places:
            as_ben.get(place)
            with CaptureQueriesContext(
                connection,
            ) as seen:
                as_ben.get(place)
            row.append(len(seen))
        counted.append(row)
    assert [b <= a + 1 for a, b in zip(*counted, strict=True)] == [True] * len(places)
    assert max(counted[1]) <= 25


def test_what_authors_do_with_one_click(as_ben, draft, ben, ewa):
    base = draft.get_absolute_url()
    services.add_coauthor(by=ben, entry=draft, user=ewa)
    assert as_ben.post(base + "pokaz/").url == base
    assert fresh(draft).shown_at is not None
    services.ask_public(by=ben, entry=fresh(draft))
    assert as_ben.post(base + "do-wszystkich/cofnij/").url == base
    assert fresh(draft).state == "network"
    assert as_ben.post(base + "rezygnacja/").status_code == 302
    assert list(fresh(draft).authors.values_list("user", flat=True)) == [ewa.pk]


def test_a_draft_is_deleted_with_one_click(as_ben, draft, network):
    assert as_ben.post(draft.get_absolute_url() + "usun/").url == f"/sieci/{network.slug}/blog/"
    assert not BlogPostPage.objects.exists()
