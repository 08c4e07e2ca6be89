"""Personal data is recognised by its shape, and ordinary talk is left alone."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.personal_words import EMAIL, PESEL, PHONE, PUPIL, blurred, find, is_case, is_given_name, is_pesel

WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def pesel(day, serial):
    month = day.month + (20 if day.year >= 2000 else 0)
    body = f"{day.year % 100:02d}{month:02d}{day.day:02d}{serial:04d}"
    return body + str((10 - sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 10) % 10)


@given(days, st.integers(min_value=0, max_value=9999))
def test_every_true_pesel_is_found_and_one_wrong_digit_is_not_a_pesel(day, serial):
    number = pesel(day, serial)
    assert is_pesel(number)
    [found] = find(f"Numer {number}, proszę.")
    assert (found.kind, found.text) == (PESEL, number)
    wrong = number[:10] + str((int(number[10]) + 1) % 10)
    assert not is_pesel(wrong)
    assert [one.kind for one in find(wrong)] != [PESEL]


@given(st.text(max_size=300))
def test_any_text_is_searched_without_failing_and_findings_never_overlap(text):
    found = find(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(
    days, st.integers(min_value=0, max_value=9999), st.sampled_from(["jan.k@szkola.pl", "601 234 567", "+48 601234567"])
)
def test_what_is_blurred_is_found_no_more(day, serial, other):
    html = f"<p>Ma <strong>{pesel(day, serial)}</strong>, proszę pisać: {other}.</p>"
    text = re.sub(r"<[^>]*>", "", html)
    covered = blurred(html, find(text))
    assert find(re.sub(r"<[^>]*>", "", covered)) == []
    assert covered.count("<") == html.count("<")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Dzwoń: 601 234 567", [PHONE]),
        ("tel. +48 601-234-567.", [PHONE]),
        ("22 621 12 34 to sekretariat", [PHONE]),
        ("pisz na a.nowak+sieć@szkola.edu.pl", []),
        ("pisz na a.nowak@szkola.edu.pl.", [EMAIL]),
        ("Kuba z mojej klasy ma dysleksję.", [PUPIL]),
        ("Zosi zdiagnozowano zespół Aspergera", [PUPIL]),
        ("Mam w klasie Kacpra. Ma orzeczenie i agresję.", [PUPIL]),
        ("Bartkowi grozi ocena niedostateczna", [PUPIL]),
        ("Rozmawialiśmy z Julią o jej jedynkach", [PUPIL]),
    ],
)
def test_what_is_found(words, kinds):
    assert [one.kind for one in find(words)] == kinds


@pytest.mark.parametrize(
    "words",
    [
        "Sieć ma 24 osoby i 3 spotkania w roku 2026/2027.",
        "Rozporządzenie z dnia 9 sierpnia 2017 r. (Dz.U. 2017 poz. 1591)",
        "ISBN 978-83-01-20304-5",
        "Jak pracować z uczniem z dysleksją? Szukam kart pracy.",
        "Pani Anna prowadzi terapię pedagogiczną.",
        "Zapytajmy @Ewa Maj o orzeczenia.",
        "W maju oceny wystawiamy do piętnastego.",
        "Kuba lubi piłkę nożną.",
        "https://www.ore.edu.pl/2024/05/123456789/",
    ],
)
def test_ordinary_talk_is_left_alone(words):
    assert find(words) == []


def test_a_case_of_a_pupil_is_told_from_an_address():
    assert is_case(find("Kuba ma dysleksję."))
    assert not is_case(find("Piszcie na jan@szkola.pl"))
    assert (
        blurred("<p>Kuba ma <em>dysleksję</em>.</p>", find("Kuba ma dysleksję.")) == "<p>K. ma <em>dysleksję</em>.</p>"
    )


@pytest.mark.parametrize(
    "word", ["Kuba", "Kubie", "Zosią", "Michałowi", "Julka", "Oliwii", "Wojtkiem", "Szymona", "Hani"]
)
def test_names_are_known_in_their_cases(word):
    assert is_given_name(word)


@pytest.mark.parametrize("word", ["Szkoła", "Matematyka", "Polska", "Sieć", "Kraków", "Program", "Klasa", "Wszyscy"])
def test_other_words_are_no_names(word):
    assert not is_given_name(word)
