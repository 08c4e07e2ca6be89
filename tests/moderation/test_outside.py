"""Illegal content reported without an account: taken in, confirmed, decided, answered; rate-limited."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from kit.verdicts import Refused
from moderation import selectors, services
from moderation.models import Case, OutsideReport, Report, TrailEntry
from moderation.registry import MODERATED

URL = "/zglos-nielegalna-tresc/"
SENT = {
    "address": "https://splot.example/cos/", "ground": "unlawful", "words": "To skan cudzego podręcznika.",
    "name": "Zofia Obca", "email": "zofia@example.org", "good_faith": "on",
}  # fmt: skip


@pytest.fixture
def visitor():
    return Client()


def test_a_visitor_reports_and_gets_a_number_and_a_letter(visitor, jan, work_done):
    assert visitor.get(URL).status_code == 200
    answer = visitor.post(URL, SENT)
    made = OutsideReport.objects.get()
    assert answer.url == f"{URL}{made.number}/"
    page = visitor.get(answer.url).content.decode()
    assert made.number in page
    assert "podręcznika" not in page
    work_done()
    assert [letter.to for letter in mail.outbox if made.number in letter.subject] == [["zofia@example.org"]]
    assert selectors.waiting_count(jan) == 1


@pytest.mark.parametrize("lacks", ["address", "ground", "words", "name", "email", "good_faith"])
def test_what_is_missing_is_said_and_nothing_is_stored(visitor, db, lacks):
    answer = visitor.post(URL, {name: value for name, value in SENT.items() if name != lacks})
    assert answer.status_code == 422
    assert "zofia@example.org" in answer.content.decode() or lacks == "email"
    assert not OutsideReport.objects.exists()


def test_abuse_of_children_is_reported_without_a_name(visitor, jan, work_done):
    sent = SENT | {"ground": "child_abuse", "name": "", "email": ""}
    assert visitor.post(URL, sent).status_code == 302
    work_done()
    assert not mail.outbox or all("zofia@example.org" not in letter.to for letter in mail.outbox)
    assert OutsideReport.objects.get().email == ""
    with pytest.raises(Refused):
        services.report_from_outside(address="x", ground="unlawful", words="y")


def test_administrators_decide_and_the_notifier_is_told(visitor, jan, ada, work_done, signed_in):
    visitor.post(URL, SENT)
    work_done()
    mail.outbox.clear()
    case = Case.objects.get()
    assert signed_in(ada).get(case.get_absolute_url()).status_code == 404
    page = signed_in(jan).get(case.get_absolute_url()).content.decode()
    assert "zofia@example.org" in page
    signed_in(jan).post(case.get_absolute_url(), {"act": "keep"})
    work_done()
    letter = next(one for one in mail.outbox if one.to == ["zofia@example.org"])
    assert "Nie stwierdziliśmy naruszenia" in letter.body


def test_a_notice_about_a_public_resource_goes_to_its_own_judges(visitor, ada, ewa, network, work_done, jan):
    from resources.models import Resource

    resource = Resource.objects.create(title="Karty pracy", network=network, created_by=ewa, visibility="public")
    visitor.post(URL, SENT | {"address": f"http://testserver/zasoby/{resource.pk}/"})
    made = OutsideReport.objects.get()
    assert Report.objects.get() == made.report
    assert made.report.reporter is None
    assert selectors.waiting_count(ada) == 1
    assert selectors.waiting_count(jan) == 0
    values = {"act": "hide", "ground": "unlawful", "words": "Skan cudzego podręcznika."}
    services.decide(by=ada, kind=MODERATED["resource"], thing=resource, **values)
    work_done()
    bodies = [letter.body for letter in mail.outbox if letter.to == ["zofia@example.org"]]
    assert any("została ukryta" in body for body in bodies)


def test_what_is_private_is_not_found_by_an_address_from_outside(visitor, post, ada, jan):
    visitor.post(URL, SENT | {"address": f"http://testserver{post.get_absolute_url()}"})
    assert not Report.objects.exists()
    assert selectors.waiting_count(ada) == 0
    assert selectors.waiting_count(jan) == 1


def test_a_flood_is_stopped_and_the_words_stay(visitor, jan):
    for number in range(5):
        assert visitor.post(URL, SENT | {"words": f"Powód {number}"}).status_code == 302
    answer = visitor.post(URL, SENT | {"words": "Szósty powód"})
    assert answer.status_code == 429
    assert "Szósty powód" in answer.content.decode()
    assert OutsideReport.objects.count() == 5


def test_a_machine_that_fills_in_everything_is_not_heard(visitor, db):
    assert visitor.post(URL, SENT | {"website": "https://spam.example"}).status_code == 302
    assert not OutsideReport.objects.exists()


def test_a_second_press_makes_one_notice(visitor, jan):
    import uuid

    key = str(uuid.uuid4())
    for _twice in range(2):
        visitor.post(URL, SENT | {"once": key})
    assert OutsideReport.objects.count() == 1


def test_an_unknown_number_is_not_there(visitor, db):
    assert visitor.get(f"{URL}2026-NIEMA/").status_code == 404


def test_an_answered_notice_is_forgotten_after_three_years_and_no_day_sooner(visitor, jan, work_done):
    from datetime import timedelta

    from kit import clock
    from moderation.tasks import forget_outside

    visitor.post(URL, SENT)
    answered = OutsideReport.objects.get()
    services.decide(by=jan, kind=MODERATED["outside_report"], thing=answered, act="keep")
    visitor.post(URL, SENT | {"words": "Nikt jeszcze nie odpowiedział."})
    waits = OutsideReport.objects.exclude(pk=answered.pk).get()
    with clock.moved_to(clock.now() + timedelta(days=3 * 365 - 2)):
        forget_outside()
        assert OutsideReport.objects.count() == 2
    with clock.moved_to(clock.now() + timedelta(days=3 * 366 + 2)):
        forget_outside()
        assert list(OutsideReport.objects.all()) == [waits]
        assert "moderation.outside.forget" in TrailEntry.objects.values_list("action", flat=True)
