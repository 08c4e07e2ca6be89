"""Whoever holds the whole database does not learn who answered what (docs/decisions/0011).

The attacker of `tests.surveys.attacker` must succeed against the usual way of keeping answers, or its failure here
proves nothing. Then a stronger claim: the database is the same, byte for byte, whoever gave which of the answers.
"""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta
from random import Random

import pytest
from django.db import connection, transaction

from kit import clock
from surveys import services, vault
from surveys.models import Participation, Sheets
from tests.surveys.attacker import claims, dumped, together

pytestmark = pytest.mark.django_db

CODES = ["".join(vault.LETTERS[(at * 7 + step * step) % 31] for step in range(16)) for at in range(12)]
MARKS = [f"answer-{number:02}-word" for number in range(12)]
"""Plain letters: SQLite keeps JSON with others escaped, and nothing may escape the attacker."""


def shuffled(things, seed):
    found = list(things)
    Random(seed).shuffle(found)
    return found


def answer_all(survey, people, marks, codes=CODES):
    for user, mark, code in zip(people, marks, codes, strict=True):
        services.answer(survey=survey, code=code, raw={"q2": 0, "q8": mark}, done=True, person=user)


def test_the_attacker_succeeds_against_the_usual_way(crowd):
    """Two tables, random keys, no key between them: the order in which rows lie joins them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE usual_mark (id varchar(36) PRIMARY KEY, person integer)")
        cursor.execute("CREATE TABLE usual_sheet (id varchar(36) PRIMARY KEY, said text)")
        people, marks = shuffled(crowd, 1), shuffled(MARKS, 2)
        for user, mark in zip(people, marks, strict=True):
            cursor.execute("INSERT INTO usual_mark VALUES (%s, %s)", [str(uuid.uuid4()), user.pk])
            cursor.execute("INSERT INTO usual_sheet VALUES (%s, %s)", [str(uuid.uuid4()), mark])
        truth = {user.pk: mark for user, mark in zip(people, marks, strict=True)}
        assert truth in list(claims(dumped(), [user.pk for user in people], MARKS))
        cursor.execute("DROP TABLE usual_mark")
        cursor.execute("DROP TABLE usual_sheet")


@pytest.mark.parametrize("column", ["person", "said"])
def test_the_attacker_finds_what_lies_together(crowd, column):
    truth = {user.pk: mark for user, mark in zip(crowd, MARKS, strict=True)}
    rows = [{"person": user.email, "said": mark} for user, mark in zip(crowd, MARKS, strict=True)]
    signs = {user.pk: {user.email} for user in crowd}
    assert together({"a_log": rows}, signs, truth)
    assert not together({"a_log": [{column: row[column]} for row in rows]}, signs, truth)


def test_the_attacker_fails_here(survey, crowd):
    people, marks = shuffled(crowd, 3), shuffled(MARKS, 4)
    answer_all(survey, people, marks)
    for user, mark, code in zip(people, marks, CODES, strict=True):  # everybody corrects, in the same order
        services.answer(survey=survey, code=code, raw={"q2": 1, "q8": mark}, done=True, person=user)
    dump = dumped()
    truth = {user.pk: mark for user, mark in zip(people, marks, strict=True)}
    made = list(claims(dump, [user.pk for user in people], MARKS))
    assert made, "the attacker has seen the answers"
    assert truth not in made
    signs = {user.pk: {user.email, user.get_full_name()} for user in people}
    assert not together(dump, signs, truth)


def test_the_attacker_fails_before_and_after_with_words_of_ones_own(draft, crowd):
    """The word joins two sheets, never a person: also while the first survey's steps wait for the second one."""
    services.name(survey=draft, title="Przed", intro="", asks_word=True)
    services.open_up(survey=draft, closes_on=clock.today() + timedelta(days=7))
    steps, words = [1 + number % 5 for number in range(12)], [f"word of {mark}" for mark in MARKS]
    people, order = shuffled(crowd, 10), shuffled(range(12), 11)
    for user, at in zip(people, order, strict=True):
        raw = {"q2": 0, "q4": steps[at]}
        services.answer(survey=draft, code=CODES[at], raw=raw, done=True, person=user, word=words[at])
    services.close(survey=draft)
    after = services.make_after(survey=draft, title="Po")
    services.open_up(survey=after, closes_on=clock.today() + timedelta(days=7))
    for user, at in zip(people, order, strict=True):
        raw = {"q2": 0, "q4": 3, "q8": MARKS[at]}
        services.answer(survey=after, code=CODES[at], raw=raw, done=True, person=user, word=words[at])
    dump, truth = dumped(), {user.pk: MARKS[at] for user, at in zip(people, order, strict=True)}
    made = list(claims(dump, [user.pk for user in people], MARKS))
    assert made
    assert truth not in made
    assert not together(dump, {user.pk: {user.email, user.get_full_name()} for user in people}, truth)
    assert not any(word in str(dump) for word in words)
    kept = Sheets.objects.get(survey=draft).words
    assert [one["said"]["q4"] for one in kept] != [steps[at] for at in order], "not in the order of arrival"
    services.close(survey=after)
    assert [(held.sheets, held.words) for held in Sheets.objects.all()] == [([], []), ([], [])]


def told_apart(survey, crowd, marks, half_first=False):
    """The database after everybody answered so; afterwards it is as before."""
    with transaction.atomic():
        if half_first:
            for user, mark, code in zip(crowd, marks, CODES, strict=True):
                services.answer(survey=survey, code=code, raw={"q8": mark}, done=False, person=user, asked=12)
        answer_all(survey, crowd, marks, codes=[CODES[MARKS.index(mark)] for mark in marks])
        found = dumped()
        transaction.set_rollback(True)
    survey.refresh_from_db()
    return found


def plain(dump):
    """The rows with the order of places and transactions, not their numbers: these go on after what was taken back."""
    numbers = sorted({row["wrote_"] for rows in dump.values() for row in rows})
    rank = {number: at for at, number in enumerate(numbers)}
    return {
        table: [{**row, "place_": at, "wrote_": rank[row["wrote_"]]} for at, row in enumerate(rows)]
        for table, rows in dump.items()
    }


def test_the_database_is_the_same_whoever_gave_which_answer(survey, crowd):
    with clock.moved_to(clock.now()):
        worlds = [plain(told_apart(survey, crowd, shuffled(MARKS, seed))) for seed in (5, 6, 7)]
    assert worlds[0]["surveys_sheets"][0]["sheets"].count("-word") == 12
    for one, other in itertools.pairwise(worlds):
        assert {table for table in one if one[table] != other[table]} == set()


def test_the_database_is_the_same_in_whatever_order_people_answer(survey, crowd):
    with clock.moved_to(clock.now()):
        worlds = [plain(told_apart(survey, shuffled(crowd, seed), shuffled(MARKS, seed))) for seed in (8, 9)]
    assert worlds[0] == worlds[1]


def test_a_half_filled_sheet_says_of_nobody_that_they_began(survey, crowd):
    services.answer(survey=survey, code=CODES[0], raw={"q8": "w połowie"}, done=False, person=crowd[0], asked=12)
    assert Participation.objects.get().people == []
    worlds = []
    for user in crowd[:2]:
        with transaction.atomic():
            services.answer(survey=survey, code=CODES[1], raw={"q8": "x"}, done=False, person=user, asked=12)
            worlds.append(plain(dumped()))
            transaction.set_rollback(True)
        survey.refresh_from_db()
    assert worlds[0] == worlds[1]


def test_the_code_word_is_kept_nowhere(survey, crowd):
    answer_all(survey, crowd, MARKS)
    text = str(dumped())
    assert MARKS[3] in text
    assert not any(code in text for code in CODES)


def test_after_closing_no_sheet_is_left(survey, crowd):
    answer_all(survey, crowd, MARKS)
    services.close(survey=survey)
    assert Sheets.objects.get().sheets == []
    assert survey.outcome["questions"]["q8"]["words"] == sorted(MARKS)
