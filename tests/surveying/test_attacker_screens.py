"""The attacker of tests/surveys against people with browsers: sessions, log lines, links, the table taken away."""

from __future__ import annotations

import itertools
import logging

import pytest
from django.test import Client
from django.urls import reverse

from accounts.personal_data import erase
from networks.models import Membership
from networks.surveying import services
from surveys import vault
from surveys.models import Participation
from tests.networks.test_screens import sign_in
from tests.surveying.conftest import RATED, answer, opened
from tests.surveying.test_screens import SENT, at, code_in
from tests.surveys.attacker import claims, dumped, together

pytestmark = pytest.mark.django_db

MARKS = [f"answer-{sign}-word" for sign in "fkadlcgbiejh"]
"""In the order in which people answer; twelve, so that chance does not put a list into it."""


@pytest.fixture
def crowd(members, person, edition):
    """Twelve members."""
    more = [person(f"Uczestnik{number}") for number in range(6)]
    for user in more:
        Membership.objects.create(edition=edition, user=user, role="member", state="active")
    return [*members, *more]


def test_the_attacker_fails_against_requests_with_their_sessions_and_log_lines(asked, crowd, caplog):
    """Everybody signs in, leaves the sheet half-way, opens it by its code, hands it in; one after another."""
    codes = []
    with caplog.at_level(logging.DEBUG):
        for user, mark in zip(crowd, MARKS, strict=True):
            browser = Client()
            sign_in(browser, user)
            codes.append(code_in(browser.get(at("answer", asked))))
            sent = {**SENT, "o-change": mark, "code": codes[-1], "typed": codes[-1]}
            for act in ("half", "find", "done"):
                assert browser.post(at("answer", asked), {**sent, "act": act}).status_code == 200
    dump, truth = dumped(), {user.pk: mark for user, mark in zip(crowd, MARKS, strict=True)}
    made = list(claims(dump, [user.pk for user in crowd], sorted(MARKS)))
    assert made
    assert truth not in made
    signs = {user.pk: {user.email, user.get_full_name()} for user in crowd}
    assert not together(dump, signs, truth)
    told = caplog.text + str(dump)
    assert not any(code in told or vault.bare(code) in told for code in codes)
    assert not any(mark in caplog.text for mark in MARKS)


def test_the_attacker_fails_against_links_also_when_their_order_is_known(asked, ada):
    tokens = services.make_links(by=ada, asked=asked, count=12)
    for token, mark in zip(tokens, MARKS, strict=True):
        browser = Client()
        link = reverse("surveying:by_link", kwargs={"number": asked.pk, "token": token})
        sheet = {**SENT, "o-change": mark, "code": code_in(browser.get(link)), "act": "done"}
        assert browser.post(link, sheet).status_code == 200
    dump, order = dumped(), list(range(len(tokens)))
    truth = dict(zip(order, MARKS, strict=True))
    made = list(claims(dump, order, sorted(MARKS)))
    assert made
    assert truth not in made
    assert not together(dump, {one: {token, vault.digest_of(token)} for one, token in enumerate(tokens)}, truth)
    assert not any(token in str(dump) for token in tokens)


def test_the_table_taken_away_does_not_tell_the_order_of_arrival(client, ada, edition, members):
    sign_in(client, ada)
    tables = []
    for order in (MARKS[:6], MARKS[5::-1]):
        asked = opened(ada, edition)
        for user, mark in zip(members, order, strict=True):
            answer(asked, user, change=mark, knowledge=1 + MARKS.index(mark) % 5)
        services.close(by=ada, asked=asked)
        tables.append(client.get(at("table", asked, form="csv")).content)
    assert tables[0] == tables[1]
    lines = [line for line in tables[0].decode().splitlines() if "-word" in line]
    assert [line.split(";")[1] for line in lines] == sorted(MARKS[:6])


@pytest.mark.parametrize("words", ["=1+1", "+48 600", "-2", "@SUM(A1)", "\t=cmd", " =HYPERLINK(1)", "＝1+1"])
def test_no_cell_of_the_table_is_a_formula(client, ada, asked, members, words):
    for user in members:
        answer(asked, user, change=words)
    services.close(by=ada, asked=asked)
    table = sign_in(client, ada).get(at("table", asked, form="csv")).content.decode("utf-8-sig")
    for line, cell in itertools.product(table.splitlines(), range(2)):
        parts = line.split(";")
        assert len(parts) <= cell or parts[cell].strip('"')[:1] not in {"=", "+", "-", "@", "\t", "＝"}, line


def test_who_is_erased_leaves_the_list_and_breaks_nothing(client, ada, asked, members, ben):
    for user in members:
        answer(asked, user)
    erase(ben)
    assert ben.pk not in Participation.objects.get().people
    sign_in(client, ada)
    assert client.get(asked.get_absolute_url()).status_code == 200
    services.close(by=ada, asked=asked)
    assert asked.survey.outcome["answered"] == len(members)
    assert client.get(asked.get_absolute_url()).status_code == 200
    assert RATED.keys() <= asked.survey.outcome["questions"].keys()
