"""Words as search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import polish


@pytest.mark.parametrize(
    ("one", "other"),
    [("dyrektora", "dyrektorowi"), ("łódź", "lodz"), ("Łodzi", "łódź"), ("szkole", "szkoła"), ("łące", "laka"),
     ("nauczycielek", "nauczycielka"), ("GĘŚL", "gesl"), ("ułamków", "ułamek")],
)  # fmt: skip
def test_forms_of_a_word_meet(one, other):
    assert polish.tokens(one) & polish.tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nauczyciel", "nauczycielka"),
        ("szkoła", "szkolenie"),
        ("plan", "planeta"),
        ("uczeń", "uczony"),
        ("uczen", "uczony"),
        ("uczniowie", "uczeni"),
        ("uczeń", "uczenie"),
        ("uczeń", "uczyć"),
    ],
)
def test_other_words_do_not(one, other):
    assert not polish.tokens(one) & polish.tokens(other)


@pytest.mark.parametrize(
    ("word", "base"),
    [("uczeń", "uczen"), ("uczniów", "uczen"), ("uczen", "uczen"), ("scenariuszem", "scenariusz"),
     ("szkół", "szkola"), ("Łodzi", "lodz"), ("TIK", "tik"),
     ("feedback", "feedback"), ("ocenianie", "oceniac")],
)  # fmt: skip
def test_one_token_stands_for_a_word_where_only_one_can_be_asked(word, base):
    assert polish.base(word) == base


@pytest.mark.parametrize(
    ("form", "base"), [("ćwiczeń", "ćwiczenie"), ("spotkań", "spotkanie"), ("zebrań", "zebranie"), ("zadań", "zadanie")]
)
def test_verbal_nouns_that_are_nothing_else_keep_their_plurals(form, base):
    assert polish.tokens(form) & polish.tokens(base)


def test_without_the_analyser_folding_is_left(monkeypatch):
    monkeypatch.setattr(polish, "_analyser", lambda: None)
    polish.tokens.cache_clear()
    assert polish.tokens("Łąkami") == {"lakami"}
    polish.tokens.cache_clear()


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("dyrketor", "dyrektor", 1),
        ("dyrektor", "dyrektor", 0),
        ("kot", "kto", 1),
        ("lis", "las", 1),
        ("mama", "siostra", 3),
    ],
)
def test_distance_counts_slips(one, other, far):
    assert polish.distance(one, other, 2) == far


@given(st.text(max_size=12), st.text(max_size=12))
def test_distance_is_the_same_both_ways(one, other):
    assert polish.distance(one, other, 2) == polish.distance(other, one, 2)


@given(st.text(max_size=60))
def test_tokens_hold_only_letters_and_digits(text):
    assert all(polish.WORD.fullmatch(token) for token in polish.filed(text))
