"""People found by what they can be asked about: only those who said so, by those they chose (W11, SR-01)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts import personal_data, rules, services
from accounts.models import Profile
from search import selectors
from search.services import index

pytestmark = pytest.mark.django_db
EDIT = "accounts:profile_edit"


def _tells(person, found_by, topics="dysleksja, debaty oksfordzkie"):
    profile = services.change_profile(by=person, topics=topics, topics_found_by=found_by)
    index(label="accounts.profile", number=profile.pk)
    return profile


def _found(user, words="dysleksja"):
    return [hit.plain_title for hit in selectors.find(user, words).hits]


@pytest.mark.parametrize(
    ("found_by", "near", "far"), [("nobody", False, False), ("networks", True, False), ("signed_in", True, True)]
)
def test_people_are_found_by_those_they_chose(network, other_network, ben, ewa, cleo, nina, found_by, near, far):
    profile = _tells(ben, found_by)
    for viewer, expected in ((ewa, near), (cleo, far), (nina, far), (AnonymousUser(), False)):
        assert ("Ben" in " ".join(_found(viewer))) is expected
        assert bool(rules.may_ask(viewer, profile)) is expected
        assert (profile in rules.askable_profiles(viewer)) is expected
    assert (profile in rules.askable_profiles(ben)) is bool(rules.may_ask(ben, profile))


def test_nobody_is_found_before_saying_so(network, ben, ewa):
    services.change_profile(by=ben, topics="dysleksja")
    assert Profile.objects.get(user=ben).topics_found_by == "nobody"
    assert _found(ewa) == []


def test_taking_it_back_counts_at_once_though_the_index_is_late(network, ben, ewa):
    _tells(ben, "signed_in")
    assert _found(ewa)
    services.change_profile(by=ben, topics_found_by="nobody")
    assert _found(ewa) == []


def test_the_form_keeps_the_topics_once_each_and_shows_them_on_the_card(network, signed_in, ben, cleo):
    browser = signed_in(ben)
    words = {"first_name": "Ben", "last_name": "Benowski", "contact_seen_by": "networks", "about_seen_by": "nobody"}
    answer = browser.post(
        reverse(EDIT), words | {"topics": " debaty ,Debaty,, pierwsza  pomoc", "topics_found_by": "signed_in"}
    )
    assert answer.status_code == 302
    assert Profile.objects.get(user=ben).topics.lower() == "debaty, pierwsza pomoc"
    card = signed_in(cleo).get(reverse("accounts:person", kwargs={"number": ben.pk})).content.decode()
    assert "pierwsza pomoc" in card
    assert f"?do={ben.pk}" in card


def test_nobody_is_found_by_topics_that_are_not_told(signed_in, nina):
    words = {"first_name": "N", "last_name": "Nowa", "contact_seen_by": "networks", "about_seen_by": "nobody"}
    answer = signed_in(nina).post(reverse(EDIT), words | {"topics": " , ", "topics_found_by": "signed_in"})
    assert answer.status_code == 422
    assert "co najmniej jeden temat" in answer.content.decode()
    assert not Profile.objects.filter(user=nina, topics_found_by="signed_in").exists()


def test_a_person_who_can_be_asked_by_everybody_can_be_written_to(network, other_network, ben, cleo):
    from networks.conversations.rules import may_write_to

    _tells(ben, "networks")
    assert not may_write_to(cleo, ben)
    _tells(ben, "signed_in")
    assert may_write_to(cleo, ben)


def test_whoever_goes_is_found_no_more(network, ben, ewa):
    profile = _tells(ben, "signed_in")
    personal_data.erase(ben)
    assert _found(ewa) == []
    assert not Profile.objects.filter(pk=profile.pk).exists()


def test_who_knows_names_those_who_say_all_of_it_before_those_who_come_close(network, ben, ewa, cleo):
    _tells(ben, "signed_in", "debaty oksfordzkie")
    _tells(cleo, "signed_in", "debaty")
    assert [hit.plain_title for hit in selectors.find(ewa, "debaty oksfordzkie").who] == [ben.get_full_name()]
    found = selectors.find(ewa, "debaty oksfordzkie podstawówka")
    assert {hit.plain_title for hit in found.who} <= {ben.get_full_name(), cleo.get_full_name()}
    assert found.near == found.total - found.complete
