"""Saved searches, their news, recommended results, other ways of saying the same, questions that found nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from kit import clock
from kit.verdicts import NotThere, Refused
from search import journal, selectors, services, synonyms
from search.models import Promoted, SavedSearch, Synonym, Unanswered
from search.query import parse

VISITOR = AnonymousUser()


@pytest.fixture
def same(db):
    """Editors' words, read anew before and after."""

    def make(*ways: str) -> Synonym:
        made = Synonym.objects.create(words="\n".join(ways))
        synonyms.moved()
        return made

    yield make
    synonyms.moved()


# --- words of one meaning


def test_an_abbreviation_finds_the_long_name_and_the_other_way_round(put, same):
    same("ZPR", "zespół pracy roboczej")
    put("Spotkanie zespołów pracy roboczej", slug="a")
    put("Spotkanie ZPR", slug="b")
    put("Praca robocza bez spotkania", slug="c")
    for ask in ("zpr", "ZPR", "zespół pracy roboczej", "zespołu pracy roboczej"):
        results = selectors.find(VISITOR, ask)
        assert {hit.url for hit in results.hits[: results.complete]} == {"/sieci/a/", "/sieci/b/"}, ask


def test_a_phrase_stays_what_it_is(put, same):
    same("ZPR", "zespół roboczy")
    put("ZPR", slug="a")
    assert not selectors.find(VISITOR, '"zespół roboczy"').total


def test_one_way_of_saying_it_is_refused():
    with pytest.raises(ValidationError):
        Synonym(words="TIK\n\n").clean()
    Synonym(words="TIK\nICT").clean()


def test_the_words_of_the_trade_are_there_from_the_start(db):
    from search.trade import SAME

    for words in ("TIK", "SPE", "IPET", "WOPFU"):
        assert any(words in ways for ways in SAME)


# --- recommended results


def test_what_editors_recommend_is_shown_to_who_asks_for_its_words(put, client):
    Promoted.objects.create(words="roczny plan\nplan wspomagania", title="Wzór planu", url="/pomoc/plan/")
    Promoted.objects.create(words="plan", title="Stare", url="/stare/", until_on=clock.today() - timedelta(days=1))
    assert [one.title for one in selectors.promoted_for(parse("planu wspomagania szkoły"))] == ["Wzór planu"]
    assert selectors.promoted_for(parse("plan lekcji")) == []
    assert "/pomoc/plan/" in client.get("/szukaj/", {"q": "plan roczny"}).content.decode()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example", "http://a.example", "pomoc/", "https:///x", ""]
)
def test_only_safe_addresses_are_recommended(url):
    with pytest.raises(ValidationError):
        Promoted(words="plan", title="Plan", url=url).clean()


# --- saved searches


def test_a_search_is_kept_once_and_tells_what_is_new(put, ben):
    put("Ogród stary", slug="a")
    kept = services.keep(by=ben, words=" ogród ")
    assert services.keep(by=ben, words="ogród") == kept
    put("Ogród nowy", slug="b")
    put("Ogród tajny", slug="c", audience=["person:0"])
    fresh = selectors.fresh_of(ben, kept, since=kept.seen_at)
    assert ([hit.url for hit in fresh.hits], fresh.total) == (["/sieci/b/"], 1)
    services.seen(by=ben, kept=kept)
    kept.refresh_from_db()
    assert selectors.fresh_of(ben, kept, since=kept.seen_at).total == 0


def test_filing_anew_makes_nothing_new(put, ben):
    put("Ogród", slug="a")
    kept = services.keep(by=ben, words="ogród")
    services.rebuild()
    assert selectors.fresh_of(ben, kept, since=kept.seen_at).total == 0


def test_nobody_touches_the_searches_of_others(put, ben, nina):
    kept = services.keep(by=ben, words="ogród")
    with pytest.raises(NotThere):
        selectors.kept_of(nina, kept.pk)
    for act in (services.drop, services.seen):
        with pytest.raises(Refused):
            act(by=nina, kept=kept)
    with pytest.raises(Refused):
        services.send_letters(by=nina, kept=kept, on=False)
    assert SavedSearch.objects.get() == kept


def test_an_empty_one_and_one_too_many_are_refused(ben):
    with pytest.raises(Refused):
        services.keep(by=ben, words="  -ogród ")
    for number in range(30):
        services.keep(by=ben, words=f"ogród {number}")
    with pytest.raises(Refused):
        services.keep(by=ben, words="jeszcze jeden")
    assert SavedSearch.objects.count() == 30


def test_the_screen_keeps_opens_and_forgets(put, client, ben):
    client.force_login(ben)
    put("Ogród", slug="a")
    page = client.get("/szukaj/", {"q": "ogród"}).content.decode()
    assert "Zapisz wyszukiwanie" in page
    client.post(reverse("search:kept"), {"words": "ogród", "kind": "", "network": "", "facets": "[]"})
    kept = SavedSearch.objects.get()
    assert "ogród" in client.get(reverse("search:kept")).content.decode()
    for act, by_letter in (("bez-listu", False), ("list", True)):
        client.post(reverse("search:kept_act", args=[kept.pk, act]))
        kept.refresh_from_db()
        assert kept.by_letter is by_letter
    assert client.post(reverse("search:kept_act", args=[kept.pk, "otworz"])).url == kept.get_absolute_url()
    client.post(reverse("search:kept_act", args=[kept.pk, "usun"]))
    assert not SavedSearch.objects.exists()


def test_the_weekly_letter_brings_what_is_new(put, ben):
    from desk.letters import news

    kept = services.keep(by=ben, words="ogród")
    quiet = services.keep(by=ben, words="sad")
    services.send_letters(by=ben, kept=quiet, on=False)
    put("Ogród nowy", slug="b")
    put("Sad nowy", slug="c")
    told = news(ben, kept.made_at - timedelta(days=7))
    assert [[line.text for line in lines] for lines in told.values()] == [["Ogród nowy"]]
    assert news(ben, clock.now()) == {}


# --- one network alone, asking people


def test_looking_in_one_network_alone(put, client, ben, network):
    client.force_login(ben)
    put("Ogród tutejszy", slug="a", audience=["public", f"network:{network.pk}"])
    put("Ogród obcy", slug="b")
    page = client.get("/szukaj/", {"q": "ogród", "network": network.slug}).content.decode()
    assert "/sieci/a/" in page
    assert "/sieci/b/" not in page
    everywhere = client.get("/szukaj/", {"q": "ogród", "network": "czyjas-inna"}).content.decode()
    assert "/sieci/b/" in everywhere, "a network that is not the reader's narrows nothing"


def test_nothing_found_offers_to_ask_the_network_in_these_words(put, client, ben, network):
    client.force_login(ben)
    page = client.get("/szukaj/", {"q": "chryzantema zimą"}).content.decode()
    address = f"/sieci/{network.slug}/forum/nowa/?tytul=chryzantema+zim%C4%85"
    assert address in page
    assert 'value="chryzantema zimą"' in client.get(address).content.decode()


def test_a_visitor_is_asked_to_sign_in_and_offered_no_network(put, client, network):
    page = client.get("/szukaj/", {"q": "chryzantema"}).content.decode()
    assert "forum/nowa" not in page


# --- what was looked for in vain


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("scenariusze o pszczołach", "scenariusze o pszczołach"),
        ("IPET dla Kowalskiego", "ipet dla –"),
        ("Anna Lis ocena", "– ocena"),
        ("jan.nowak@example.org", ""),
        ("95010112345", ""),
        ("telefon 600 100 200", "telefon –"),
        ("xqzwv", ""),
        ("cwiczenia", "cwiczenia"),
    ],
)
def test_the_journal_names_nobody(asked, told):
    assert journal.without_people(asked) == told


def test_questions_without_an_answer_are_counted_by_month(put, client):
    for _ in range(2):
        client.get("/szukaj/", {"q": "pszczoły zimą"})
    client.get("/szukaj/", {"q": "Anna Kowalska"})
    row = Unanswered.objects.get()
    assert (row.words, row.times, row.month_on) == ("pszczoły zimą", 2, clock.today().replace(day=1))
    assert isinstance(row.month_on, date)


def test_what_was_found_is_not_written_down(put, client):
    put("Pszczoły")
    client.get("/szukaj/", {"q": "pszczoły"})
    assert not Unanswered.objects.exists()


def test_editors_keep_the_lists_and_others_do_not(client, jan, ben):
    client.force_login(jan)
    for name in ("synonym", "promoted", "unanswered"):
        assert client.get(reverse(f"wagtailsnippets_search_{name}:list")).status_code == 200
    assert client.get(reverse("wagtailsnippets_search_synonym:add")).status_code == 200
    client.force_login(ben)
    assert client.get(reverse("wagtailsnippets_search_synonym:list")).status_code in {302, 403, 404}
