"""What a person may find, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import selectors, services
from search.models import Document

VISITOR = AnonymousUser()
SECRET = "chryzantemowy"
"""Stands only in what the asker may not read."""


def _urls(results: selectors.Results) -> set[str]:
    return {hit.url for hit in results.hits}


def test_forms_and_diacritics_do_not_matter(put):
    thing = put("Spotkanie w Łodzi", "Rozmowa z dyrektorami szkół.")
    for ask in ("łódź", "lodz", "dyrektora", "DYREKTOROWI", "szkoła"):
        assert _urls(selectors.find(VISITOR, ask)) == {f"/sieci/{thing.slug}/"}, ask


def test_all_words_are_needed_and_unwanted_ones_must_be_absent(put):
    put("Ułamki na pizzy", "matematyka", slug="a")
    put("Ułamki bez pizzy", "rysunek", slug="b")
    results = selectors.find(VISITOR, "ułamki matematyka")
    assert (results.hits[0].url, results.complete) == ("/sieci/a/", 1)
    assert _urls(results) == {"/sieci/a/", "/sieci/b/"}, "behind it, what has the more telling word"
    assert _urls(selectors.find(VISITOR, "ułamki -matematyka")) == {"/sieci/b/"}


def test_a_phrase_keeps_words_together_in_any_form(put):
    put("Roczny plan wspomagania", slug="a")
    put("Plan na rok", "bez wspomagania", slug="b")
    assert _urls(selectors.find(VISITOR, '"plany wspomagania"')) == {"/sieci/a/"}


def test_a_slip_is_mended_and_shown_as_it_is_written(put):
    put("Sieć dyrektorów", "Dyrektor szkoły i jego zadania", slug="a")
    results = selectors.find(VISITOR, "dyrketor")
    assert (_urls(results), results.corrected) == ({"/sieci/a/"}, "dyrektor")


def test_matches_are_marked_in_their_own_form_and_markup_is_words(put):
    put("Dla <b>dyrektorów</b>", "Tekst & <script>", slug="a")
    hit = selectors.find(VISITOR, "dyrektor").hits[0]
    assert hit.title == "Dla &lt;b&gt;<mark>dyrektorów</mark>&lt;/b&gt;"
    assert "<script>" not in hit.snippet


@pytest.mark.parametrize(
    "ask",
    ["", " ", '"', '""', '"" ""', "-", "--", "-a", '-"a b"', "* OR NEAR(", "a AND", "'; DROP TABLE search_document; --",
     "\\", "\x00", "„”", ":*", "^a", "{a}", "(", ")", "!", "&", "|", "<->", "a:b", "🙂",
     "ł", "%", "_", "½ ⅷ ②", "a" * 5000],
)  # fmt: skip
def test_nothing_that_can_be_typed_breaks(put, ask):
    put("Rzecz")
    selectors.find(VISITOR, ask)
    selectors.suggest(VISITOR, ask)


@pytest.mark.django_db
@given(st.text(max_size=250))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_text_breaks_it(db, ask):
    selectors.find(VISITOR, ask)
    selectors.suggest(VISITOR, ask)


def _everything(results: selectors.Results, hits: list[selectors.Hit]) -> str:
    shown = [results.corrected, *(str(choice) for group in results.facets.values() for choice in group)]
    for hit in [*results.hits, *hits]:
        shown += [hit.title, hit.plain_title, hit.snippet, hit.url, str(hit.facets)]
    return " ".join(shown).lower()


_PIECES = st.lists(
    st.sampled_from(
        [
            SECRET,
            SECRET[:6],
            "chryzantmowy",
            "chryzantemowa",
            "wspólny",
            f'"{SECRET}"',
            f"-{SECRET}",
            "ogród",
            "tajny",
            "-wspólny",
        ]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(ask=_PIECES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_question_shows_counts_suggests_or_marks_what_is_not_the_askers(seen_by_nobody_else: Any, ask: str):
    reader, owner = seen_by_nobody_else
    for asker in (VISITOR, reader):
        results, hits = selectors.find(asker, ask), selectors.suggest(asker, ask)
        shown = _everything(results, hits)
        assert SECRET not in shown
        assert "tajn" not in shown
        assert results.total == len(results.hits) <= 1
        assert sum(choice.count for choice in results.kinds) <= 1
    assert selectors.find(owner, SECRET).complete == 2


@pytest.fixture
def seen_by_nobody_else(put, nina, ben, other_county):
    put("Wspólny ogród", "dla wszystkich", slug="wspolny")
    put(f"Tajny {SECRET} ogród", "wspólny", slug="tajny-1", audience=[f"person:{ben.pk}"], county=other_county)
    stale = put("Tajny drugi", f"{SECRET} wspólny", slug="tajny-2", audience=[f"person:{ben.pk}", f"person:{nina.pk}"])
    # The index is late: nina has lost the right, the database already knows.
    type(stale).objects.filter(pk=stale.pk).update(audience=[f"person:{ben.pk}"])
    return nina, ben


def test_hidden_things_leave_the_index_and_changed_ones_are_found_anew(put):
    thing = put("Stara nazwa", slug="a")
    type(thing).objects.filter(pk=thing.pk).update(title="Nowa nazwa")
    services.index(label="networks.network", number=thing.pk)
    assert not selectors.find(VISITOR, "stara").total
    assert selectors.find(VISITOR, "nowa").total == 1
    type(thing).objects.filter(pk=thing.pk).update(audience=[])
    services.index(label="networks.network", number=thing.pk)
    assert not selectors.find(VISITOR, "nowa").total
    assert not Document.objects.exists()


def test_kinds_facets_and_sorting(put, other_county):
    put("Ogród pierwszy", slug="a")
    put("Ogród drugi", slug="b", county=other_county)
    results = selectors.find(VISITOR, "ogród", facets={"county": ["powiat jeziorański"]})
    assert _urls(results) == {"/sieci/b/"}
    assert {choice.name: choice.count for choice in results.facets["county"]} == {
        "powiat jeziorański": 1,
        "powiat lipowski": 1,
    }
    assert selectors.find(VISITOR, "ogród", kinds=["thing"], sort="newest").total == 2
    assert selectors.find(VISITOR, "ogród", kinds=["nothing"]).total == 0


def test_one_network_alone(put, network):
    put("Ogród tutejszy", slug="a", audience=["public", f"network:{network.pk}"])
    put("Ogród obcy", slug="b")
    assert _urls(selectors.find(VISITOR, "ogród", network=network)) == {"/sieci/a/"}


def test_pages_hold_their_share(put):
    for number in range(7):
        put(f"Ogród {number}")
    first, last = (selectors.find(VISITOR, "ogród", page=page, size=3) for page in (1, 99))
    assert (len(first.hits), first.total, first.pages) == (3, 7, 3)
    assert (len(last.hits), last.page) == (1, 3)


def test_queries_do_not_grow_with_results(put):
    """With few results what stands near them is asked for as well; both in a number of queries of their own."""
    counts: dict[int, int] = {}
    selectors.find(VISITOR, "ogród")
    for number in range(40):
        put(f"Ogród {number}")
        if number in (2, 8, 11, 39):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                selectors.find(VISITOR, "ogród")
            # PostgreSQL's guard against slow questions (a savepoint, a limit of time) asks for no rows.
            counts[number] = sum(query["sql"].startswith(("SELECT", "WITH")) for query in queries)
    assert counts[11] == counts[39] <= 10
    assert counts[2] == counts[8] <= 26


def test_suggestions_take_an_unfinished_word(put):
    put("Matematyka bez lęku", slug="a")
    assert [hit.url for hit in selectors.suggest(VISITOR, "matem")] == ["/sieci/a/"]
