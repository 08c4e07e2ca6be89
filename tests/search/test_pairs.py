"""What search says of Polish, pair by pair: forms meet, other words do not, slips are within reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from search import polish

PAIRS = [
    (base.strip(), form)
    for line in (Path(__file__).parent / "pairs.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for base, _colon, forms in [line.partition(":")]
    for form in forms.split()
]
APART = """
nauczyciel nauczycielka · szkoła szkolenie · plan planeta · rada radość · klasa klasyka · prawo prawda · karta kartka
ocena cena · lekcja lektura · rodzic rodzina · praca prasa · test tekst · zadanie zdanie · rok krok
""".replace("·", "\n").split("\n")
SLIPS = """
matematkya matematyka
dyrketor dyrektor · scenriusz scenariusz · egazmin egzamin · biblotek biblioteka · dyslekcja dysleksja
sprawozdnie sprawozdanie · nauczyceil nauczyciel · wycieczak wycieczka · ocenainie ocenianie · koncert koncertt
współparca współpraca · ewaulacja ewaluacja · kompetenjca kompetencja · geogarfia geografia · histroia historia
""".replace("·", "\n").split("\n")


def _two(lines: list[str]) -> list[list[str]]:
    return [line.split() for line in lines if line.strip()]


def test_there_are_enough_of_them():
    assert len(set(PAIRS)) >= 200


@pytest.mark.parametrize(("base", "form"), PAIRS)
def test_forms_meet_in_any_case_and_without_polish_letters_too(base, form):
    assert polish.tokens(base) & polish.tokens(form)
    assert polish.fold(base) in polish.tokens(polish.fold(base)), (
        "what is typed without Polish letters meets the base form"
    )
    assert polish.tokens(base.upper()) & polish.tokens(form)


@pytest.mark.parametrize(("one", "other"), _two(APART))
def test_other_words_stay_apart(one, other):
    assert not polish.tokens(one) & polish.tokens(other)


@pytest.mark.parametrize(("slip", "word"), _two(SLIPS))
def test_slips_are_within_what_is_forgiven(slip, word):
    typed = polish.fold(slip)
    assert polish.distance(typed, polish.fold(word), 2) <= polish.forgiven(typed)


@pytest.mark.parametrize("word", ["feedback", "vocabulary", "speaking", "mindfulness", "escape", "flipped"])
def test_english_words_are_found_as_they_are_written(word):
    assert word in polish.tokens(word.title())


@pytest.mark.parametrize("short", ["OK", "TIK", "SPE", "WF", "AI"])
def test_short_names_are_not_forms_of_something_else(short):
    assert polish.tokens(short) == {short.lower()}
