"""Screens of surveys: making one without scripts, answering, what a request that answers writes, the outcome."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kit import clock
from networks.planning.models import Goal
from networks.surveying import services
from networks.surveying.models import NetworkSurvey
from surveys import vault
from surveys.enums import Kind
from surveys.models import Participation, Sheets, Survey
from tests.networks.test_screens import sign_in
from tests.surveying.conftest import RATED, answer

pytestmark = pytest.mark.django_db

SENT = {f"o-{key}": str(value) for key, value in RATED.items()}
WRITTEN = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def at(name, asked, **more):
    words = {"slug": asked.edition.network.slug, "number": asked.pk, **more}
    return reverse(f"surveying:{name}", kwargs=words)


def code_in(page):
    return re.search(r'name="code" value="([^"]+)"', page.content.decode())[1]


def test_a_coordinator_makes_a_survey_of_every_kind_from_blank(client, ada, network):
    there = reverse("surveying:make", kwargs={"slug": network.slug})
    sign_in(client, ada)
    assert client.post(there, {"template": "", "title": ""}).status_code == 422
    client.post(there, {"template": "", "title": "Nasza ankieta"})
    asked = NetworkSurvey.objects.get()
    lists = {"options": "jeden\ndwa\ntrzy", "rows": "raz\ndwa"}
    for kind in Kind.values:
        add = at("item_add", asked, kind=kind)
        assert client.get(add).status_code == 200
        assert client.post(add, {"text": f"Pytanie {kind}", **lists}).status_code == 302
    words = client.get(asked.get_absolute_url()).content.decode()
    assert all(f"Pytanie {kind}" in words for kind in Kind.values)
    wrong = client.post(at("item_add", asked, kind="single"), {"text": "Jakie?", "options": "tylko jedna"})
    assert wrong.status_code == 422
    assert "od 2 do 15" in wrong.content.decode()
    assert client.get(at("item_add", asked, kind="zmyslone")).status_code == 404
    hung = client.post(at("item_add", asked, kind="text"), {"text": "Czemu dwa?", "after": "q2:1"})
    assert hung.status_code == 302
    assert Survey.objects.get().items[-1] | {"key": ""} == {
        "key": "", "kind": "text", "text": "Czemu dwa?", "after": "q2", "when": "dwa",
    }  # fmt: skip


def test_a_request_that_answers_writes_the_two_lists_and_nothing_else(client, asked, ben):
    """No notice read, no message, no session, no trail: nothing with a moment lies beside the sheet."""
    sign_in(client, ben)
    code = code_in(client.get(at("answer", asked)))
    for act in ("half", "done", "done", "find"):
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            page = client.post(at("answer", asked), {**SENT, "code": code, "typed": code, "act": act})
        assert page.status_code == 200
        assert not page.cookies.get("messages")
        written = {found[1] for query in asked_of if (found := WRITTEN.match(query["sql"]))}
        assert written <= {"surveys_participation", "surveys_sheets"}, act
    assert Participation.objects.get().people == [ben.pk]


def test_the_code_opens_the_sheet_again_and_a_wrong_one_says_so(client, asked, ben):
    sign_in(client, ben)
    code = code_in(client.get(at("answer", asked)))
    kept = client.post(at("answer", asked), {**SENT, "o-change": "Słowo w połowie", "code": code, "act": "half"})
    assert code in kept.content.decode()
    fresh = client.get(at("answer", asked)).content.decode()
    assert "Słowo w połowie" not in fresh
    wrong = client.post(at("answer", asked), {"act": "find", "typed": vault.code_word()})
    assert wrong.status_code == 422
    assert "Ten kod nie otwiera" in wrong.content.decode()
    found = client.post(at("answer", asked), {"act": "find", "typed": code})
    assert "Słowo w połowie" in found.content.decode()
    assert code_in(found) == code
    client.post(at("answer", asked), {"act": "empty", "code": code})
    assert Sheets.objects.get().sheets == []


def test_what_is_missing_is_said_and_nothing_is_lost(client, asked, ben):
    sign_in(client, ben)
    page = client.post(at("answer", asked), {"o-change": "Długo pisane", "code": vault.code_word(), "act": "done"})
    words = page.content.decode()
    assert page.status_code == 422
    assert "Długo pisane" in words
    assert 'href="#o-stay"' in words
    assert Participation.objects.get().people == []


def test_a_second_sheet_is_refused(client, asked, ben):
    sign_in(client, ben)
    answer(asked, ben)
    assert 'name="o-stay"' not in client.get(at("answer", asked)).content.decode()
    page = client.post(at("answer", asked), {**SENT, "code": vault.code_word(), "act": "done"})
    assert page.status_code == 422
    assert len(Sheets.objects.get().sheets) == 1


def test_a_link_answers_without_an_account_and_tells_nobody_its_address(client, asked, ada):
    made = sign_in(client, ada).post(at("links", asked), {"count": "1"})
    link = re.search(r"<code>https?://[^/]+([^<]+)</code>", made.content.decode())[1]
    client.logout()
    page = client.get(link)
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    with CaptureQueriesContext(connection) as asked_of:
        done = client.post(link, {**SENT, "code": code_in(page), "act": "done"})
    assert "Dziękujemy" in done.content.decode()
    written = {found[1] for query in asked_of if (found := WRITTEN.match(query["sql"]))}
    assert written == {"surveys_participation", "surveys_sheets"}
    assert client.get(link[:-3] + "xyz/").status_code == 404


def test_nobody_sees_answers_before_the_end(client, asked, ada, members):
    for user in members:
        answer(asked, user, change="Tajemnica przed końcem")
    sign_in(client, ada)
    assert "Tajemnica" not in client.get(asked.get_absolute_url()).content.decode()
    assert client.get(at("table", asked, form="csv")).status_code == 403


def test_few_answers_get_a_clear_sentence(client, asked, ada, ben):
    answer(asked, ben, change="Samotne słowa")
    services.close(by=ada, asked=asked)
    words = sign_in(client, ada).get(asked.get_absolute_url()).content.decode()
    assert "Odpowiedziało mniej niż pięć osób" in words
    assert "Samotne" not in words
    assert client.get(at("table", asked, form="csv")).status_code == 404


def test_the_outcome_is_a_table_of_its_own_and_becomes_a_goal(client, asked, ada, ben, members):
    for user in members:
        answer(asked, user, change="Więcej <b>gier</b>")
    services.close(by=ada, asked=asked)
    page = sign_in(client, ada).get(asked.get_absolute_url()).content.decode()
    assert page.count('<table class="report-chart') >= 6
    assert "6 (100%)" in page
    assert "Więcej &lt;b&gt;gier" in page
    for form, begins in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")):
        table = client.get(at("table", asked, form=form))
        assert table.content.startswith(begins)
        assert "attachment" in table["Content-Disposition"]
    assert client.get(at("table", asked, form="pdf")).status_code == 404
    made = client.post(at("goal", asked), {"title": "Więcej zajęć z grami", "criteria": ""})
    assert made.url.endswith(f"#cel-{Goal.objects.get().pk}")
    client.logout()
    assert "gier" not in sign_in(client, ben).get(asked.get_absolute_url()).content.decode()


def test_the_way_leads_from_the_start_pages_until_one_has_answered(client, asked, ben, network):
    sign_in(client, ben)
    for page in (reverse("networks:space", kwargs={"slug": network.slug}), reverse("desk:start")):
        assert asked.get_absolute_url() in client.get(page).content.decode()
    answer(asked, ben)
    for page in (reverse("networks:space", kwargs={"slug": network.slug}), reverse("desk:start")):
        assert asked.get_absolute_url() not in client.get(page).content.decode()


def test_as_many_queries_for_many_surveys_as_for_few(client, asked, ada, edition, network):
    there = reverse("surveying:list", kwargs={"slug": network.slug})
    sign_in(client, ada)
    client.get(there)
    with CaptureQueriesContext(connection) as few:
        client.get(there)
    for number in range(5):
        more = services.make(by=ada, edition=edition, title=f"Ankieta {number}", template="ewaluacja")
        services.open_up(by=ada, asked=more, closes_on=clock.today())
    with CaptureQueriesContext(connection) as many:
        client.get(there)
    assert len(many) == len(few)


def test_the_last_day_stands_in_the_form_as_browsers_read_it(client, ada, asked, edition):
    """In Polish words a field of a date is left empty by the browser."""
    draft = services.make(by=ada, edition=edition, title="", template="potrzeby")
    sign_in(client, ada)
    assert f'value="{clock.today() + timedelta(days=14)}"' in client.get(at("open", draft)).content.decode()
    assert f'value="{asked.survey.closes_on}"' in client.get(asked.get_absolute_url()).content.decode()


def test_as_many_queries_for_fifty_surveys_as_for_five(client, ada, edition, network):
    there = reverse("surveying:list", kwargs={"slug": network.slug})
    sign_in(client, ada)
    counted = []
    for more in (5, 45):
        for number in range(more):
            made = services.make(by=ada, edition=edition, title=f"Ankieta {number}", template="spotkanie")
            services.open_up(by=ada, asked=made, closes_on=clock.today())
            services.close(by=ada, asked=made)
        client.get(there)
        with CaptureQueriesContext(connection) as asked_of:
            client.get(there)
        counted.append(len(asked_of))
    assert counted[0] == counted[1]
