"""Finding a school while typing, and the school year of a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.folding import fold, words
from directory.models import Institution, InstitutionType, Subject
from directory.selectors import institution_search, offered, school_year_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools(county):
    kind = InstitutionType.objects.get_or_create(name="Szkoła podstawowa")[0]

    def make(number, name, **fields):
        return Institution.objects.create(rspo=number, name=name, type=kind, county=county, **fields)

    return [
        make(101, "Szkoła Podstawowa nr 5 im. Żwirki w Łąkowie", town="Łąkowo", street="ul. Źródlana 7"),
        make(102, "Szkoła Podstawowa nr 15 w Lipowie", town="Lipowo", street="ul. Szkolna 1"),
        make(103, "I Liceum Ogólnokształcące", town="Lipowo", street="ul. Długa 2"),
        make(104, "Szkoła Podstawowa nr 5 w Lipowie", town="Lipowo", closed_on=date(2020, 8, 31)),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zwirki", [101]),
        ("ŹRÓDLANA", [101]),
        ("sp lakowo", [101]),
        ("sp 5", [101]),
        ("lo lipowo", [103]),
        ("podstawowa lipowo", [102]),
        ("szkola lipowie", [102]),
        ("102", [102]),
        ("103 liceum", [103]),
        ("nic takiego", []),
        ("", []),
        ("s", []),
        ("%", []),
        ("_ _", []),
    ],
)
def test_schools_are_found_as_people_type(schools, typed, found):
    assert [school.rspo for school in institution_search(typed)] == found


def test_a_search_is_one_query_whatever_it_finds(schools, django_assert_num_queries):
    with django_assert_num_queries(1):
        [(school.type.name, school.county.name) for school in institution_search("szkola podstawowa nr")]


@given(st.text(max_size=60))
def test_folding_is_stable_and_leaves_no_diacritics(text):
    assert fold(fold(text)) == fold(text)
    assert words(" ".join(words(text))) == words(text)


def test_polish_letters_fold():
    assert fold("Zażółć GĘŚLĄ jaźń, Łódź") == "zazolc gesla jazn, lodz"


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2026, 8, 31), "2025/2026"), (date(2026, 9, 1), "2026/2027"), (date(2027, 1, 15), "2026/2027")],
)
def test_a_day_lies_in_its_school_year(day, label):
    year = school_year_for(day)
    assert year.label == label
    assert year.holds(day)
    assert school_year_for(day).pk == year.pk


def test_a_retired_word_is_not_offered():
    word = Subject.objects.create(slug="dawny", name="dawny przedmiot", is_retired=True)
    assert word not in offered(Subject)
