"""What a machine points out: watched words in all their forms, many links, the same text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.models import HeldPost, Post
from forum.services import reply
from kit import html
from kit.verdicts import Refused
from moderation import services
from moderation.comparing import GONE, NEW, SAME, compared
from moderation.models import Case, Watchword
from moderation.watch import fingerprint, links_in, matches, says
from search.polish import tokens


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("wagary", "Znów było dużo wagarów w klasie."),
        ("bójka", "Po bójce wszyscy milczeli."),
        ("głupi nauczyciel", "Nie lubię głupiego nauczyciela."),
        ("hejt", "HEJTU jest coraz więcej"),
    ],
)
def test_one_entry_meets_the_inflected_forms_and_says_which(entry, said):
    if tokens("wagarów") == {"wagarow"}:
        pytest.skip("the dictionary of Polish forms is not installed")
    met = matches(said, [entry])
    assert len(met) == 1
    assert met[0].entry == entry
    assert met[0].form in said


def test_a_phrase_is_met_only_whole():
    assert matches("Nauczyciel był głupi", ["głupi nauczyciel"]) == []
    assert matches("", ["hejt"]) == []
    assert matches("hejt", ["", "  "]) == []


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=4))
def test_matching_never_fails_and_quotes_the_text(text, entries):
    for met in matches(text, entries):
        assert met.entry in entries
        assert met.form


def test_a_watched_word_holds_a_post_in_an_open_section_and_the_judge_reads_which(
    network, thread, ada, ewa, ben, signed_in
):
    services.watch(by=ada, place=f"network:{network.pk}", words="Wagary")
    held = reply(by=ewa, thread=thread, text="<p>U nas wagary to plaga.</p>")
    assert isinstance(held, HeldPost)
    case = Case.objects.get()
    assert (case.why, "wagary" in case.detail) == ("words", True)
    assert "obserwowane słowo: wagary" in signed_in(ada).get("/moderacja/").content.decode()
    assert isinstance(reply(by=ewa, thread=thread, text="<p>Zwykłe słowa.</p>"), Post)


def test_words_for_everywhere_count_in_every_network(thread, jan, ewa):
    services.watch(by=jan, place="", words="hejt")
    assert isinstance(reply(by=ewa, thread=thread, text="<p>Sam hejt.</p>"), HeldPost)


def test_a_word_taken_off_the_list_holds_nothing(network, thread, ada, ewa, django_capture_on_commit_callbacks):
    place = f"network:{network.pk}"
    with django_capture_on_commit_callbacks(execute=True):
        word = services.watch(by=ada, place=place, words="hejt")
    assert isinstance(reply(by=ewa, thread=thread, text="<p>Sam hejt.</p>"), HeldPost)
    with django_capture_on_commit_callbacks(execute=True):
        services.unwatch(by=ada, place=place, number=word.pk)
    assert isinstance(reply(by=ewa, thread=thread, text="<p>Sam hejt.</p>"), Post)


def test_many_links_and_the_same_long_text_again_wait(thread, ewa):
    links = "".join(f'<p><a href="https://example.org/{number}">tu</a></p>' for number in range(6))
    assert links_in(links) == 6
    assert Case.objects.count() == 0
    assert isinstance(reply(by=ewa, thread=thread, text=links), HeldPost)
    said = "<p>Zapraszam na moje szkolenie, zapisy trwają do piątku u mnie.</p>"
    assert isinstance(reply(by=ewa, thread=thread, text=said), Post)
    assert isinstance(reply(by=ewa, thread=thread, text=said.upper()), HeldPost)
    assert Case.objects.filter(why="repeated").count() == 1
    for _twice in range(2):
        assert isinstance(reply(by=ewa, thread=thread, text="<p>Dziękuję!</p>"), Post)


def test_short_texts_have_no_fingerprint():
    assert fingerprint("<p>Dziękuję!</p>") == ""
    assert fingerprint("<p>" + "słowo " * 20 + "</p>") == fingerprint("<b>" + "Słowo, " * 20 + "</b>")


def test_only_who_looks_after_a_place_arranges_it(network, ada, ben, dov, cleo, jan, signed_in):
    place = f"network:{network.pk}"
    for person, where in ((ben, place), (dov, place), (cleo, place), (ada, ""), (jan, place)):
        for verb in (
            lambda: services.watch(by=person, place=where, words="x"),  # noqa: B023
            lambda: services.add_ground(by=person, place=where, words="x"),  # noqa: B023
            lambda: services.retire_ground(by=person, place=where, code="offence"),  # noqa: B023
        ):
            with pytest.raises(Refused):
                verb()
        assert signed_in(person).get(f"/moderacja/zasady/{where or 'wszedzie'}/").status_code == 404
    assert not Watchword.objects.exists()
    assert signed_in(ada).get(f"/moderacja/zasady/{place}/").status_code == 200
    assert signed_in(jan).get("/moderacja/zasady/wszedzie/").status_code == 200


def test_the_list_of_rules_is_edited_on_its_page(network, ada, signed_in):
    from moderation.selectors import grounds_for

    browser, place = signed_in(ada), f"network:{network.pk}"
    url = f"/moderacja/zasady/{place}/"
    assert browser.post(url, {"act": "ground", "zasada-words": " "}).status_code == 422
    browser.post(
        url, {"act": "ground", "zasada-words": "nie wnosi nic nowego", "zasada-ready": "Było.\n\nTo już było."}
    )
    rule = next(one for one in grounds_for(place) if one.words == "nie wnosi nic nowego")
    assert rule.ready == ["Było.", "To już było."]
    browser.post(url, {"act": "retire", "code": "advertising"})
    assert "advertising" not in {one.code for one in grounds_for(place)}
    assert "advertising" in {one.code for one in grounds_for("")}
    browser.post(url, {"act": "retire", "code": "unlawful"})
    assert "unlawful" in {one.code for one in grounds_for(place)}
    browser.post(url, {"act": "restore", "code": "advertising"})
    assert "advertising" in {one.code for one in grounds_for(place)}
    browser.post(f"{url}zasada/offence/", {"words": "rani kogoś z nas", "ready": ""})
    assert {one.code: one.words for one in grounds_for(place)}["offence"] == "rani kogoś z nas"


WORDS = st.lists(st.sampled_from(["ala", "ma", "kota", "psa", "i", "mysz"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_a_comparison_holds_both_texts_whole(before, after):
    parts = compared(f"<p>{before}</p>", f"<p>{after}</p>")
    assert "".join(part.text for part in parts if part.sort in {SAME, GONE}) == before
    assert "".join(part.text for part in parts if part.sort in {SAME, NEW}) == after


PARTS = st.sampled_from(
    [
        *("Spróbuję tego w środę", " i napiszę, ", "co z tego", "<b>wy</b>szło", "<i> x > y </i>"),
        *("<p>", "</p>", "a\u0301", "&amp;", "ZAŻÓŁĆ", "\xad"),
    ]
)


@given(st.lists(PARTS, max_size=9), st.lists(PARTS, max_size=9))
def test_telling_texts_apart_quickly_says_what_reading_both_says(one, other):
    said, heard = html.clean("".join(one)), html.clean("".join(other))
    for mine, that in ((said, heard), (said, said), (said, html.clean(f"<b>{''.join(one)}</b>"))):
        wanted = fingerprint(mine)
        assert says(that, wanted) == (fingerprint(that) == wanted)
