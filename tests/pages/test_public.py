"""What visitors see, and what they never cause."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import CountyPage, NetworkPage, NewsPage, OutcomePage
from pages.services import publish

MOST_QUERIES = 12


def queries(client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    assert not [row["sql"] for row in seen if not row["sql"].startswith("SELECT")], "a visitor's GET writes nothing"
    return len(seen)


def test_every_planted_page_answers_in_polish(client, tree):
    for page in tree.values():
        address = page.specific.canonical.removeprefix("http://127.0.0.1:8000")
        answer = client.get(address)
        if page.live:
            assert answer.status_code == 200, address
            assert page.title in answer.content.decode()
        else:
            assert answer.status_code == 404, address


def test_a_visitor_gets_no_cookie_and_no_session(client, tree, outcome_of, network):
    from django.contrib.sessions.models import Session

    outcome = outcome_of("Karty rozmowy o błędzie")
    for address in ["/", "/powiaty/", "/efekty/", "/pomoc/", "/aktualnosci/", f"/efekty/{outcome.slug}/"]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies, address
        assert "no-store" not in answer.headers.get("Cache-Control", "")
    assert not Session.objects.exists()


def test_an_outcome_shows_what_was_agreed(client, outcome_of, picture, network):
    page = outcome_of(
        "Karty rozmowy o błędzie",
        authors=("Anna Zgodna",),
        picture=picture,
        picture_alt="Karty na stole",
        network=network,
        licence="cc-by-sa",
    )
    html = client.get(f"/efekty/{page.slug}/").content.decode()
    for words in ("Karty rozmowy o błędzie", "Anna Zgodna", network.title, "Zaczynamy od rozmowy.", "Karty na stole"):
        assert words in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert data["@type"] == "LearningResource"
    assert data["author"] == [{"@type": "Person", "name": "Anna Zgodna"}]
    assert data["license"].startswith("https://creativecommons.org/licenses/by-sa/")
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/efekty/{page.slug}/">' in html
    assert re.search(r'property="og:image" content="http://127.0.0.1:8000/media/', html)
    for tag in re.findall(r"<img [^>]*>", html):
        assert "alt=" in tag
        assert re.search(r'\bwidth="\d+"', tag), tag
        assert re.search(r'\bheight="\d+"', tag), tag


def test_a_withdrawn_outcome_is_gone_everywhere(client, outcome_of):
    page = outcome_of("Ulotny pomysł")
    address = f"/efekty/{page.slug}/"
    assert client.get(address).status_code == 200
    page.unpublish()
    assert client.get(address).status_code == 410
    for place in ("/efekty/", "/", "/sitemap.xml", "/efekty/rss/"):
        assert page.slug not in client.get(place).content.decode(), place


def test_addresses_have_no_polish_signs(outcome_of):
    assert outcome_of("Żółta łódź: gęślą jaźń").slug == "zolta-lodz-gesla-jazn"


def test_a_draft_was_never_there(client, outcome_of):
    page = outcome_of("Szkic", public=False)
    assert client.get(f"/efekty/{page.slug}/").status_code == 404
    assert "Szkic" not in client.get("/efekty/").content.decode()


def test_the_snapshot_stays_when_the_network_changes_its_name(client, outcome_of, network):
    page = outcome_of("Karty", network=network)
    network.title = "Zupełnie inna nazwa"
    network.save()
    html = client.get(f"/efekty/{page.slug}/").content.decode()
    assert "Matematyka bez lęku" in html
    assert "Zupełnie inna nazwa" not in html


@pytest.mark.parametrize("address", ["/", "/efekty/", "/efekty/?q=rozmowa&rodzaj=toolkit", "/powiaty/"])
def test_the_number_of_queries_does_not_grow(client, tree, outcome_of, picture, address):
    def more(start: int, stop: int) -> None:
        for number in range(start, stop):
            outcome_of(f"Efekt {number} rozmowa", picture=picture, picture_alt="Karty", public=number % 7 != 6)

    more(0, 10)
    few = queries(client, address)
    more(10, 60)
    many = queries(client, address)
    assert many == few <= MOST_QUERIES


def test_single_pages_stay_within_the_limit(client, network, outcome_of, picture, tree):
    outcome = outcome_of("Karty", authors=("Anna Zgodna", "Ola"), picture=picture, picture_alt="Karty", network=network)
    page = NetworkPage.objects.get(network=network)
    county = CountyPage.objects.get()
    for address in (f"/efekty/{outcome.slug}/", page.canonical, county.canonical, "/pomoc/", "/aktualnosci/"):
        assert queries(client, address.removeprefix("http://127.0.0.1:8000")) <= MOST_QUERIES, address


def test_facets_and_words_narrow_the_gallery(client, outcome_of, county, other_county):
    outcome_of("Gęślą jaźń", county=county, kind="toolkit")
    outcome_of("Żółta łódź", county=other_county, kind="practice")
    both = client.get("/efekty/").content.decode()
    assert "Gęślą jaźń" in both
    assert "Żółta łódź" in both
    for query, here, away in (
        ("q=ZOLTA+lodz", "Żółta łódź", "Gęślą jaźń"),
        (f"powiat={county.slug}", "Gęślą jaźń", "Żółta łódź"),
        ("rodzaj=practice", "Żółta łódź", "Gęślą jaźń"),
    ):
        html = client.get(f"/efekty/?{query}").content.decode()
        assert here in html, query
        assert away not in html, query


@pytest.mark.parametrize(
    "query", ["q=%22", "q=%25", "q=" + "a" * 5000, "powiat=nie-ma", "strona=tysiac", "strona=-1", "rodzaj=%00"]
)
def test_odd_addresses_are_answered_calmly(client, outcome_of, query):
    outcome_of("Karty")
    assert client.get(f"/efekty/?{query}").status_code == 200
    assert client.get(f"/powiaty/?{query}").status_code == 200


def test_feeds_and_sitemap_are_well_formed_and_hold_only_public_pages(client, tree, outcome_of):
    outcome_of("Karty & kostki <3")
    outcome_of("Tajny szkic", public=False)
    publish(
        by=None,
        page=NewsPage(title="Ruszają zapisy", lead="Od poniedziałku.", dated_on="2026-11-02"),
        under=tree["aktualnosci"],
    )
    for address, words in (("/efekty/rss/", "Karty & kostki <3"), ("/aktualnosci/rss/", "Ruszają zapisy")):
        feed = ElementTree.fromstring(client.get(address).content)
        assert [item.findtext("title") for item in feed.iter("item")] == [words]
    sitemap = client.get("/sitemap.xml")
    places = [row.text for row in ElementTree.fromstring(sitemap.content).iter() if row.tag.endswith("loc")]
    assert len(places) == len(set(places)) == 9
    assert all(place.startswith("http://127.0.0.1:8000/") for place in places)
    assert not any("tajny" in place for place in places)


def test_what_machines_ask_for(client, tree):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in robots
    assert "Disallow: /zasoby/\n" not in robots
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
    security = client.get("/.well-known/security.txt").content.decode()
    assert security.startswith("Contact: mailto:")
    assert "Expires: " in security


def test_only_renditions_have_an_address(client, outcome_of, picture):
    outcome_of("Karty", picture=picture, picture_alt="Karty")
    rendition = picture.renditions.first()
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get(picture.file.url).status_code == 404
    assert client.get("/media/../settings.py").status_code == 404


def test_a_picture_of_a_closed_collection_is_for_the_signed_in(client, outcome_of, picture, nina):
    from wagtail.models import Collection

    outcome_of("Karty", picture=picture, picture_alt="Karty")
    picture.collection = Collection.objects.get(name="Tylko dla zalogowanych")
    picture.save()
    address = picture.renditions.first().url
    assert client.get(address).status_code == 404
    client.force_login(nina)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "public" not in answer.headers["Cache-Control"]


def test_documents_follow_their_collection(client, document, nina):
    from wagtail.models import Collection

    assert client.get(document.url).status_code == 200
    document.collection = Collection.objects.get(name="Tylko dla zalogowanych")
    document.save()
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert "/konto/" in answer["Location"]
    client.force_login(nina)
    assert client.get(document.url).status_code == 200


def test_a_network_page_keeps_members_and_unasked_names_inside(client, network, ben, ada):
    page = NetworkPage.objects.get(network=network)
    address = page.canonical.removeprefix("http://127.0.0.1:8000")
    html = client.get(address).content.decode()
    assert network.title in html
    assert ben.last_name not in html
    assert ada.get_full_name() not in html
    page.shows_coordinator, page.coordinator_agreed_on = True, "2026-09-15"
    publish(by=None, page=page)
    assert ada.get_full_name() in client.get(address).content.decode()


def test_words_of_an_outcome_cannot_break_out_of_the_machine_data(client, outcome_of):
    page = outcome_of("Zły </script><script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get(f"/efekty/{page.slug}/").content.decode()


def test_outcomes_closed_to_visitors_are_not_listed(client, outcome_of):
    from wagtail.models import PageViewRestriction

    page = outcome_of("Tylko dla zalogowanych osób")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert page.slug not in client.get("/efekty/").content.decode()
    assert page.slug not in client.get("/sitemap.xml").content.decode()
    assert client.get(f"/efekty/{page.slug}/").status_code == 302
    assert OutcomePage.objects.get(pk=page.pk).live
