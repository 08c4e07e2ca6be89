"""Polish on any database: case and order."""

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate, Lower, Upper
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Subject
from kit import sqlite

WORDS = ["Łąka", "lato", "zebra", "żaba", "źródło", "ćma", "cyna"]


@pytest.fixture
def words(db):
    Subject.objects.all().delete()
    fields = {field.name for field in Subject._meta.fields}
    for number, word in enumerate(WORDS):
        extra = {"slug": f"s{number}"} if "slug" in fields else {}
        Subject.objects.create(name=word, **extra)


def test_case_is_ignored_in_polish(words):
    assert Subject.objects.filter(name__icontains="ŁĄK").count() == 1
    assert Subject.objects.filter(name__istartswith="ŹR").count() == 1
    assert Subject.objects.filter(name__iexact="ŻABA").count() == 1


def test_signs_of_patterns_are_letters(words):
    assert Subject.objects.filter(name__icontains="%").count() == 0
    assert Subject.objects.filter(name__icontains="_").count() == 0


def test_upper_and_lower_know_polish(words):
    raised = Subject.objects.annotate(big=Upper("name"), small=Lower("name")).get(name="źródło")
    assert (raised.big, raised.small) == ("ŹRÓDŁO", "źródło")


def test_the_order_is_the_alphabet(words):
    ordered = Subject.objects.order_by(Collate(F("name"), sqlite.COLLATION)).values_list("name", flat=True)
    assert list(ordered) == ["cyna", "ćma", "lato", "Łąka", "zebra", "źródło", "żaba"]


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_comparing_is_an_order(one, two, three):
    assert sqlite.compare(one, two) == -sqlite.compare(two, one)
    if sqlite.compare(one, two) <= 0 and sqlite.compare(two, three) <= 0:
        assert sqlite.compare(one, three) <= 0


def test_the_teacher_leaves_other_databases_alone():
    class Other:
        vendor = "postgresql"

    sqlite.teach(connection=Other())
    assert connection.vendor in {"sqlite", "postgresql"}
