"""The results page and the suggestions."""

import pytest
from django.urls import reverse

from search import limits

PAGE = "/szukaj/"


def test_the_addresses_are_short_and_polish():
    assert reverse("search:results") == PAGE


def test_a_visitor_finds_what_is_public_and_sees_why(put, client):
    put("Ułamki na pizzy", "Dzielimy pizzę na równe części.", slug="a")
    put("Ułamki tajne", slug="b", audience=["signed-in"])
    answer = client.get(PAGE, {"q": "ułamek"}).content.decode()
    assert "<mark>Ułamki</mark> na pizzy" in answer
    assert "/sieci/b/" not in answer
    assert "1 wynik" in answer


@pytest.mark.parametrize("q", ["", " ", '"', '""', "'", "<script>alert(1)</script>", "x" * 500, "\x00", "a:b&c=d"])
def test_whatever_is_typed_gives_a_page_and_keeps_the_words(put, client, q):
    answer = client.get(PAGE, {"q": q})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_nothing_found_says_what_to_try(put, client):
    answer = client.get(PAGE, {"q": "astronomia"}).content.decode()
    assert "Nic nie znaleziono" in answer
    assert "pisowni" in answer


def test_a_mended_slip_is_told(put, client):
    put("Sieć dyrektorów", "dyrektor", slug="a")
    answer = client.get(PAGE, {"q": "dyrketor"}).content.decode()
    assert "<strong>dyrektor</strong>" in answer


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "²", "1e3"])
def test_any_page_number_gives_a_page(put, client, page):
    put("Ogród")
    assert (
        client.get(
            PAGE, {"q": "ogród", "page": page, "kind": "'", "f": ["x", "a:b", "county:"], "sort": "?"}
        ).status_code
        == 200
    )


def test_facets_narrow(put, client, other_county):
    put("Ogród pierwszy", slug="a")
    put("Ogród drugi", slug="b", county=other_county)
    answer = client.get(PAGE, {"q": "ogród", "f": "county:powiat jeziorański"}).content.decode()
    assert "/sieci/b/" in answer
    assert "/sieci/a/" not in answer


def test_suggestions_are_a_fragment(put, client):
    put("Matematyka bez lęku", slug="a")
    answer = client.get(reverse("search:suggest"), {"q": "matem"}).content.decode()
    assert "/sieci/a/" in answer
    assert "<html" not in answer


def test_asking_too_often_waits(put, client, monkeypatch):
    monkeypatch.setattr(limits, "QUESTIONS", 2)
    answers = [client.get(PAGE, {"q": word}).status_code for word in ("ogród", "sad", "las")]
    assert answers == [200, 200, 429]
