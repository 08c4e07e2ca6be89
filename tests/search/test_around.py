"""What stands near a question that finds little: in other words, with some of its words, about the same thing."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from search import families, selectors
from search.models import Synonym
from search.trade import near

VISITOR = AnonymousUser()


def _urls(ask: str) -> list[str]:
    return [hit.url.split("/")[2] for hit in selectors.find(VISITOR, ask).hits]


@pytest.mark.parametrize(
    "pair",
    [
        "glosny glos", "segregowac segregacja", "ortograficzny ortografia", "dyslektyk dysleksja",
        "wychowawca wychowawczy", "oszczednosc oszczedzac", "matematyczny matematyka", "biblioteka bibliotekarz",
        "profilaktyka profilaktyczny", "dyrektor dyrektorski", "ekran ekranowy", "geografia geograficzny",
    ],
)  # fmt: skip
def test_words_made_of_each_other_are_kin(pair: str):
    one, other = pair.split()
    assert families.are_kin(one, other)
    assert families.are_kin(other, one)
    assert other.startswith(families.beginning(one))


@pytest.mark.parametrize("pair", ["plan planeta", "test testament", "kot kotara", "para park", "projekt projektor"])
def test_words_that_only_begin_alike_are_not(pair: str):
    assert not families.are_kin(*pair.split())


def test_a_word_of_the_family_is_found_where_the_word_itself_stands_nowhere(put: Any):
    put("Ortografia na wesoło", slug="a")
    put("Plan lekcji", slug="b")
    results = selectors.find(VISITOR, "ortograficzny")
    assert ([hit.url for hit in results.hits], results.complete) == (["/sieci/a/"], 0)


def test_the_word_itself_comes_before_its_family(put: Any):
    put("Segregacja śmieci", slug="family")
    put("Segregowanie śmieci", slug="itself")
    results = selectors.find(VISITOR, "segregowanie")
    assert results.hits[0].url == "/sieci/itself/"
    assert results.complete == 1


def test_words_near_in_meaning_are_sought_only_where_little_is_found(put: Any):
    Synonym.objects.create(words="kompostownik\nrozkład resztek", is_near=True)
    put("Rozkład resztek w ogrodzie", slug="near")
    assert _urls("kompostownik") == ["near"]
    for number in range(12):
        put(f"Kompostownik {number}")
    assert "near" not in _urls("kompostownik")


def test_what_is_about_the_same_stands_behind(put: Any):
    put("Cegielnia nad stawem", "Glina, piec i wypalanie cegieł.", slug="asked")
    put("Dawne rzemiosło", "Glina i piec, wypalanie cegieł w pobliżu stawu.", slug="same")
    put("Śpiew chóru", "Próby i koncert.", slug="other")
    results = selectors.find(VISITOR, "cegielnia")
    assert [hit.url for hit in results.hits] == ["/sieci/asked/", "/sieci/same/"]
    assert results.complete == 1


def test_a_subject_is_never_read_from_what_the_reader_may_not_read(put: Any, ben: Any):
    put("Cegielnia nad stawem", "Glina, piec i wypalanie cegieł.", audience=[f"person:{ben.pk}"])
    put("Dawne rzemiosło", "Glina i piec, wypalanie cegieł w pobliżu stawu.", slug="same")
    assert selectors.find(VISITOR, "cegielnia").total == 0
    assert selectors.find(ben, "cegielnia").total == 2


def test_a_known_word_is_not_taken_for_a_slip(put: Any):
    put("Kot w butach")
    results = selectors.find(VISITOR, "kita")
    assert (results.total, results.corrected) == (0, "")


def test_newest_first_keeps_what_only_comes_close_behind(put: Any):
    put("Segregowanie śmieci", slug="itself")
    put("Segregacja śmieci", slug="family")
    hits = selectors.find(VISITOR, "segregowanie", sort=selectors.NEWEST).hits
    assert [hit.url for hit in hits] == ["/sieci/itself/", "/sieci/family/"]


def test_every_set_of_the_trade_has_two_ways_and_stands_once():
    sets = near()
    assert len(sets) > 100
    assert all(len(set(ways)) == len(ways) > 1 for ways in sets)
