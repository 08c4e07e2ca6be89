"""What a file lets us propose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kit import clock
from notifications.models import Notice
from resources import guessing
from resources.services import watching
from tests.files.makers import upload

POLISH = "Scenariusz zajęć. Uczniowie pracują w grupach i nie tylko dla oceny, a na koniec jest dyskusja oraz zabawa."


@pytest.mark.parametrize(
    ("told", "name", "title"),
    [
        ("Ułamki na czekoladzie", "x.docx", "Ułamki na czekoladzie"),
        ("Microsoft Word - plan1.doc", "gra_w_ułamki.docx", "Gra w ułamki"),
        ("", "karta-pracy-ulamki.pdf", "Karta pracy ulamki"), ("", "IMG_2031.pdf", ""), ("", "scan0001.pdf", ""),
        ("PowerPoint Presentation", "20260101.pptx", ""),
    ],
)  # fmt: skip
def test_titles(told, name, title):
    assert guessing.title_of(told, name) == title


def test_language_kind_and_author():
    english = "The pupils work in groups and the teacher is there to help with it for an hour of the lesson."
    assert guessing.language_of("en-US", POLISH) == "pl"
    assert guessing.language_of("", english) == "en"
    assert guessing.language_of("de-DE", "") == "de"
    assert guessing.kind_of("Karta pracy nr 3", "document") == "worksheet"
    assert guessing.kind_of("Pokaz", "slides") == "presentation"
    assert guessing.author_of("admin", "Ben Lis") == guessing.author_of("ben  lis", "Ben Lis") == ""
    assert guessing.author_of("Anna Nowak", "Ben Lis") == "Anna Nowak"


@given(
    st.dictionaries(st.sampled_from(["title", "author", "language", "head"]), st.text(max_size=300)),
    st.text(max_size=80),
)
def test_whatever_a_file_says_the_proposal_fits_the_form(told, name):
    found = guessing.proposal(told, name)
    assert all(0 < len(value) <= 200 for value in found.values())


@pytest.mark.django_db
def test_the_line_of_a_draft_proposes_and_an_empty_title_is_filled(network, ben, client):
    client.force_login(ben)
    receive = reverse("resources:receive", kwargs={"slug": network.slug})
    line = client.post(receive, {"file": upload("gra_w_ułamki.txt", POLISH.encode())}).content.decode()
    assert 'data-proposed-title="Gra w ułamki"' in line
    assert 'data-proposed-kind="lesson_plan"' in line
    deposit = reverse("resources:deposit", kwargs={"slug": network.slug})
    answer = client.post(deposit, {"title": "", "licence": "cc_by", "files": upload("gra_w_ułamki.txt", b"a b c")})
    assert answer.status_code == 422
    assert 'value="Gra w ułamki"' in answer.content.decode()


@pytest.mark.django_db
def test_when_its_day_comes_the_author_is_asked_once(deposit, network, ben):
    made = deposit(ben, network, review_on=clock.today() - timedelta(days=1))
    later = deposit(ben, network, review_on=date(2999, 1, 1), content=b"inny")
    assert watching.ask_to_look_through() == 1
    assert watching.ask_to_look_through() == 0
    assert Notice.objects.filter(kind="resources.look_through", user=ben).count() == 1
    made.refresh_from_db()
    later.refresh_from_db()
    assert made.review_on > clock.today()
    assert later.review_on == date(2999, 1, 1)


@pytest.mark.django_db
def test_when_its_author_left_the_coordinator_is_asked(deposit, network, ada, ben):
    from networks.models import Membership

    deposit(ben, network, review_on=clock.today())
    Membership.objects.filter(user=ben).update(state="removed")
    watching.ask_to_look_through()
    assert Notice.objects.filter(kind="resources.look_through").values_list("user", flat=True).get() == ada.pk
