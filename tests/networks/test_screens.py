"""Screens: who lands where, and a number of queries that does not grow."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networks.models import Edition, Membership, Network


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def many_networks(county, school_year, count, start):
    made = Network.objects.bulk_create(
        Network(title=f"Sieć {n}", folded=f"siec {n}", slug=f"siec-{n}", county=county)
        for n in range(start, start + count)
    )
    Edition.objects.bulk_create(Edition(network=one, school_year=school_year, state="active", taken=1) for one in made)
    return made


def many_people(edition, count, start):
    from accounts.models import Profile, User

    people = User.objects.bulk_create(
        User(email=f"osoba{n}@example.org", first_name="Osoba", last_name=str(n)) for n in range(start, start + count)
    )
    Profile.objects.bulk_create(Profile(user=one) for one in people)
    Membership.objects.bulk_create(Membership(edition=edition, user=one) for one in people)


def test_the_list_is_flat(client, ben, county, school_year):
    sign_in(client, ben)
    address = reverse("networks:list")
    many_networks(county, school_year, 10, 0)
    client.get(address)
    few = queries(client, address)
    many_networks(county, school_year, 990, 10)
    assert queries(client, address) == few


@pytest.mark.parametrize("name", ["space", "members", "report"])
def test_pages_of_the_space_are_flat(client, ada, edition, network, name):
    sign_in(client, ada)
    address = reverse(f"networks:{name}", kwargs={"slug": network.slug})
    many_people(edition, 10, 0)
    client.get(address)
    few = queries(client, address)
    many_people(edition, 990, 10)
    assert queries(client, address) == few


def test_the_county_table_is_flat(client, dov, county, school_year, network):
    sign_in(client, dov)
    address = reverse("networks:county")
    many_networks(county, school_year, 10, 0)
    client.get(address)
    few = queries(client, address)
    many_networks(county, school_year, 190, 10)
    assert queries(client, address) == few


def test_from_outside_the_space_leads_to_the_card_and_its_rooms_are_not_there(client, nina, network):
    sign_in(client, nina)
    assert client.get(network.get_absolute_url()).url == reverse("networks:card", kwargs={"slug": network.slug})
    for name in ("members", "report", "invitations", "leave", "goal"):
        real = client.get(reverse(f"networks:{name}", kwargs={"slug": network.slug}))
        unknown = client.get(reverse(f"networks:{name}", kwargs={"slug": "nie-ma"}))
        assert real.status_code == unknown.status_code == 404
    assert client.get("/sieci/nie-ma/").status_code == 404


def test_filters_come_from_closed_lists_and_words_fold(client, nina, network, other_network):
    sign_in(client, nina)
    found = client.get(reverse("networks:list"), {"words": "LEKU"}).context["page"].object_list
    assert [edition.network for edition in found] == [network]
    odd = {"kind": "x' OR 1", "county": "zz", "audience": "__all__", "subject": "??", "strona": "-3"}
    assert client.get(reverse("networks:list"), odd).status_code == 200


def test_joining_a_full_network_on_the_page_leads_into_the_line(client, nina, network):
    Edition.objects.update(capacity=1)
    Network.objects.update(join_policy="open")
    sign_in(client, nina)
    card = reverse("networks:card", kwargs={"slug": network.slug})
    assert "Możesz stanąć w kolejce" in client.get(card).content.decode()
    answer = client.post(reverse("networks:join", kwargs={"slug": network.slug}), {"motivation": ""}, follow=True)
    assert "Twoje miejsce w kolejce: 1." in answer.content.decode()
    client.post(reverse("networks:request_withdraw", kwargs={"slug": network.slug}))
    assert Membership.objects.get(user=nina).state == "left"


def test_the_county_opens_a_network_once(client, dov, ada, county, school_year):
    sign_in(client, dov)
    address = reverse("networks:open")
    key = client.get(address).context["form"]["once"].value()
    data = {
        "title": "Powiat", "county": county.pk, "school_year": school_year.pk, "kind": "issue",
        "audience": ["teachers"], "coordinator": ada.email, "join_policy": "open", "capacity": "20",
        "once": str(key),
    }  # fmt: skip
    wrong = client.post(address, data | {"coordinator": "nikt@example.org"})
    assert "Nie ma konta" in wrong.content.decode()
    assert not Network.objects.filter(title="Powiat").exists()
    assert client.post(address, data).status_code == 302
    assert client.post(address, data).status_code == 302
    made = Network.objects.get(title="Powiat")
    assert made.slug != "powiat"
    assert made.editions.get().memberships.get().user == ada


def test_appointing_changes_the_coordinator_in_one_step(client, dov, ada, ben, network, edition):
    sign_in(client, dov)
    address = reverse("networks:appoint", kwargs={"slug": network.slug})
    assert client.post(address, {"coordinator": "Ben Lis", "keep_present": ""}).status_code == 302
    roles = dict(Membership.objects.filter(user__in=[ada, ben]).values_list("user", "role"))
    assert roles == {ada.pk: "member", ben.pk: "coordinator"}
