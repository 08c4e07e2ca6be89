"""Letters to whoever runs the site: sent once, answered by e-mail, no machine comes through, no words are lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from kit import clock
from kit.verdicts import Refused
from pages import contact
from pages.models import SiteFace

URL = "/kontakt/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address() -> str:
    cache.clear()
    face = SiteFace.load()
    face.contact_email = "odn@example.org"
    face.save()
    return face.contact_email


def sent(**other: Any) -> dict[str, Any]:
    """What a browser sends a minute after the page was opened."""
    with clock.moved_to(clock.now() - timedelta(minutes=1)):
        page = Client().get(URL).context["form"]
    fields = {"topic": "support", "words": "Szukamy SORE dla przedszkola.", "name": "Zofia Obca"}
    hidden = {"once": str(page["once"].value()), "opened": page["opened"].value(), "website": ""}
    return fields | {"email": "zofia@example.org"} | hidden | other


def test_a_letter_goes_once_to_whoever_runs_the_site_and_is_answered_to_its_writer(work_done, address):
    values = sent()
    for _twice in range(2):
        assert Client().post(URL, values).status_code == 302
    work_done()
    [letter] = mail.outbox
    assert (letter.to, letter.reply_to) == ([address], ["zofia@example.org"])
    assert "Szukamy SORE dla przedszkola." in letter.body
    assert "Zofia Obca" in letter.body


@pytest.mark.parametrize("lacks", ["topic", "words", "email"])
def test_what_is_missing_is_said_and_the_rest_stays(lacks, work_done):
    answer = Client().post(URL, sent(**{lacks: ""}))
    assert answer.status_code == 422
    assert "Zofia Obca" in answer.content.decode()
    work_done()
    assert mail.outbox == []


def test_what_no_person_could_have_written_so_fast_waits_and_is_not_lost(work_done):
    page = Client().get(URL).context["form"]
    values = sent(opened=page["opened"].value())
    answer = Client().post(URL, values)
    assert answer.status_code == 422
    assert "Szukamy SORE" in answer.content.decode()
    with clock.moved_to(clock.now() + timedelta(seconds=10)):
        assert Client().post(URL, values).status_code == 302


@pytest.mark.parametrize("sealed", ["", "cokolwiek", "InNvbWV0aGluZyI:1abc:xyz"])
def test_a_form_that_is_not_ours_is_refused_and_gets_a_good_seal(sealed, work_done):
    answer = Client().post(URL, sent(opened=sealed))
    assert answer.status_code == 422
    again = answer.context["form"]["opened"].value()
    with clock.moved_to(clock.now() + timedelta(seconds=10)):
        assert Client().post(URL, sent(opened=again)).status_code == 302


def test_machines_that_fill_in_everything_are_told_nothing_and_send_nothing(work_done):
    assert Client().post(URL, sent(website="https://spam.example")).status_code == 302
    work_done()
    assert mail.outbox == []


def test_a_sixth_letter_in_an_hour_from_one_address_waits(work_done):
    with clock.moved_to(clock.now().replace(minute=10)):
        answers = [Client().post(URL, sent()).status_code for _time in range(6)]
    assert answers == [302] * 5 + [429]


def test_lines_in_an_address_add_no_header(work_done):
    assert Client().post(URL, sent(email="zofia@example.org\nBcc: inni@example.org")).status_code == 422
    work_done()
    assert mail.outbox == []


def test_without_an_address_there_is_no_page_and_no_link(work_done):
    face = SiteFace.load()
    face.contact_email = ""
    face.save()
    assert Client().get(URL).status_code == 404
    assert Client().post(URL, {"words": "x"}).status_code == 404
    assert f'href="{URL}"' not in Client().get("/").content.decode()
    with pytest.raises(Refused):
        contact.send(topic="other", words="x", name="", email="z@example.org", key=None)


def test_the_foot_of_every_page_leads_there():
    assert f'href="{URL}"' in Client().get("/").content.decode()
