"""Tags: one word is one tag, merging and renaming lose nobody, following tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taggit.models import Tag

from kit.verdicts import Refused
from notifications.models import Notice
from resources import selectors, services
from resources.models import Resource, TagFollow, TagWay
from resources.tagging import alike, key_of, said_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ways",
    [
        ("ułamki", "Ułamek", "ułamków", "UŁAMKI", "ulamki"),
        ("ocenianie kształtujące", "Oceniania kształtującego", "ocenianie ksztaltujace"),
        ("gra planszowa", "gry planszowe", "Gier planszowych"),
    ],
)
def test_case_number_and_marks_make_no_second_tag(ways, deposit, ben, network):
    for way in ways:
        deposit(ben, network, title=way, tags=[way], link="https://example.org/")
    assert Tag.objects.count() == 1
    assert Resource.objects.filter(tags__name=ways[0]).count() == len(ways)


@given(st.text(max_size=60))
def test_a_key_says_the_same_whatever_the_case(word):
    assert key_of(word) == key_of(word)
    assert len(key_of(word)) <= 120


def test_tags_that_stand_in_a_text_are_proposed_longest_first():
    names = ["ułamki", "gra planszowa", "geometria"]
    assert said_in("Uczniowie uczą się ułamków w grze planszowej.", names) == ["gra planszowa", "ułamki"]


def test_what_looks_alike():
    assert alike("ocenianie", "ocenianje")
    assert not alike("kod", "kot")
    assert not alike("ulamki", "geometria")


@pytest.fixture
def two(deposit, ben, ewa, network):
    """Two tags on three resources; Ewa follows the first."""
    deposit(ben, network, title="A", tags=["TIK"], link="https://example.org/a")
    deposit(ben, network, title="B", tags=["technologie"], link="https://example.org/b")
    deposit(ben, network, title="C", tags=["TIK", "technologie"], link="https://example.org/c")
    one, other = Tag.objects.get(name="TIK"), Tag.objects.get(name="technologie")
    services.follow(by=ewa, tag=one)
    return one, other


def test_merging_moves_things_followers_and_addresses(two, iga, ewa, ben, network, deposit):
    one, other = two
    slug = one.slug
    assert services.merge(by=iga, tag=one, into=other) == 2
    assert list(Tag.objects.values_list("name", flat=True)) == ["technologie"]
    assert Resource.objects.filter(tags=other).count() == 3
    assert TagFollow.objects.get(user=ewa).tag == other
    assert selectors.library(ewa, selectors.Choice(tag=slug)).total == 3
    assert deposit(ben, network, tags=["tik"], link="https://example.org/d").tags.get() == other
    found = Resource.objects.get(title="A")
    assert "technologie" in found.folded


def test_followers_of_both_follow_once(two, iga, ewa):
    one, other = two
    services.follow(by=ewa, tag=other)
    services.merge(by=iga, tag=one, into=other)
    assert TagFollow.objects.count() == 1


def test_renaming_keeps_the_old_word_and_the_address(two, iga, ewa, ben, network, deposit):
    one, _other = two
    services.rename(by=iga, tag=one, name="narzędzia cyfrowe")
    assert deposit(ben, network, tags=["TIK"], link="https://example.org/d").tags.get().name == "narzędzia cyfrowe"
    assert selectors.library(ewa, selectors.Choice(tag=one.slug)).total == 3


@pytest.mark.parametrize("name", ["Technologii", "", "   "])
def test_a_name_that_is_taken_or_empty_is_refused_and_nothing_changes(name, two, iga):
    one, _other = two
    with pytest.raises(Refused):
        services.rename(by=iga, tag=one, name=name)
    one.refresh_from_db()
    assert one.name == "TIK"


def test_only_editors_put_tags_in_order(two, ada, ben, nina, jan):
    one, other = two
    for person in (ada, ben, nina):
        with pytest.raises(Refused):
            services.merge(by=person, tag=one, into=other)
        with pytest.raises(Refused):
            services.rename(by=person, tag=one, name="inna")
    assert TagWay.objects.count() == 2
    services.rename(by=jan, tag=one, name="inna")


def test_followers_who_may_read_are_told_once_and_nobody_else(deposit, ben, ewa, cleo, nina, network, work_done):
    first = deposit(ben, network, tags=["ułamki"], visibility="public", link="https://example.org/a")
    tag = first.tags.get()
    for person in (ewa, cleo, nina):
        services.follow(by=person, tag=tag)
    work_done()
    Notice.objects.all().delete()
    deposit(ben, network, title="Tajne", tags=["ułamek"], visibility="network", link="https://example.org/b")
    work_done()
    assert not Notice.objects.filter(kind="resources.tagged").exists()
    deposit(ben, network, title="Jawne", tags=["ułamek"], visibility="public", link="https://example.org/c")
    work_done()
    told = Notice.objects.filter(kind="resources.tagged")
    assert sorted(told.values_list("user__first_name", flat=True)) == ["Cleo", "Nina"]
    services.unfollow(by=nina, tag=tag)
    assert selectors.vocabulary(nina).get(pk=tag.pk).followed is False


def test_words_are_offered_by_form_and_beginning_of_what_the_person_may_read(deposit, ben, ewa, nina, network):
    deposit(ben, network, tags=["ułamki", "gra planszowa"], link="https://example.org/")
    assert selectors.offered(ewa, "ułam") == ["ułamki"]
    assert selectors.offered(ewa, "ulamkow") == ["ułamki"]
    assert selectors.offered(ewa, "plansz") == ["gra planszowa"]
    assert selectors.offered(nina, "ułam") == []
    assert selectors.offered(ewa, "") == []


def test_the_screens(two, iga, ewa, nina, client):
    one, other = two
    client.force_login(ewa)
    page = client.get("/zasoby/znaczniki/").content.decode()
    assert "TIK" in page
    assert client.get("/zasoby/znaczniki/porzadek/").status_code == 403
    assert "Nie śledź" in client.get(f"/zasoby/?znacznik={one.slug}").content.decode()
    client.post(f"/zasoby/znaczniki/{one.pk}/sledz/", {"back": "/zasoby/"})
    assert not TagFollow.objects.exists()
    assert client.post(f"/zasoby/znaczniki/{one.pk}/sledz/", {"on": "1", "back": "//zle.example/"}).url == (
        "/zasoby/znaczniki/"
    )
    client.force_login(nina)
    assert client.post(f"/zasoby/znaczniki/{one.pk}/sledz/", {"on": "1"}).status_code == 404
    client.force_login(iga)
    assert client.get("/zasoby/znaczniki/porzadek/").status_code == 200
    wrong = client.post("/zasoby/znaczniki/porzadek/", {"tag": one.pk, "name": "technologii"})
    assert wrong.status_code == 422
    assert client.post("/zasoby/znaczniki/porzadek/", {"tag": one.pk, "into_name": "nie ma takiego"}).status_code == 422
    assert client.post("/zasoby/znaczniki/porzadek/", {"tag": one.pk, "into_name": "Technologii"}).status_code == 302
    assert Tag.objects.get() == other


@pytest.mark.parametrize("address", ["/zasoby/znaczniki/", "/zasoby/znaczniki/podpowiedzi/?q=zn"])
def test_many_tags_cost_as_many_questions_as_few(address, deposit, ben, network, client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(ben)
    counts = []
    for many in (3, 30):
        for number in range(many):
            deposit(ben, network, tags=[f"znak{many}x{number}"], link="https://example.org/")
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
