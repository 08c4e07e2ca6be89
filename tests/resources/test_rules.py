"""Who may read, add, change and judge; the single check and its queryset twin are one truth."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from kit.verdicts import Refused
from networks.models import Membership
from resources import rules, services
from resources.models import Resource

pytestmark = pytest.mark.django_db


def test_one_and_many_agree_for_everybody(deposit, network, other_network, ada, ben, ewa, cleo, gen, dov, nina, jan):
    for place, who, other in ((network, ben, other_network), (other_network, cleo, network)):
        for visibility in ("network", "networks", "signed_in", "public"):
            for hidden in (False, True):
                made = deposit(who, place, visibility=visibility, link="https://example.org/", shared_with=[other])
                if hidden:
                    services.hide(made)
    everybody = [AnonymousUser(), ada, ben, ewa, cleo, gen, dov, nina, jan]
    for user in everybody:
        among = set(rules.readable_resources(user).values_list("pk", flat=True))
        each = {one.pk for one in Resource.objects.select_related("network") if rules.may_read(user, one)}
        assert among == each, user
    assert rules.readable_resources(AnonymousUser()).count() == 2


def test_a_person_from_outside_adds_nothing(deposit, network, cleo, nina):
    for user in (cleo, nina):
        with pytest.raises(Refused):
            deposit(user, network, link="https://example.org/")
    assert not Resource.objects.exists()


def test_nobody_adds_to_a_closed_year(deposit, network, edition, ben):
    edition.state = "closed"
    edition.save()
    with pytest.raises(Refused):
        deposit(ben, network, link="https://example.org/")
    assert not Resource.objects.exists()


def test_others_members_change_nothing(deposit, network, ada, ben, ewa):
    made = deposit(ben, network)
    with pytest.raises(Refused):
        services.change(by=ewa, resource=made, values={"title": "Inny"})
    with pytest.raises(Refused):
        services.remove(by=ewa, resource=made)
    made.refresh_from_db()
    assert made.title == "Ułamki na czekoladzie"
    assert services.change(by=ada, resource=made, values={"title": "Poprawiony"}).title == "Poprawiony"


def test_one_who_left_reads_only_what_is_open(deposit, network, ben):
    inner, outer = deposit(ben, network), deposit(ben, network, visibility="public")
    Membership.objects.filter(user=ben).update(state="removed")
    assert not rules.may_read(ben, inner)
    assert not rules.may_edit(ben, inner)
    assert rules.may_read(ben, outer)


def test_a_hidden_one_is_seen_by_its_author_and_the_coordinator(deposit, network, ada, ben, ewa):
    made = deposit(ben, network, visibility="public")
    services.hide(made)
    made.refresh_from_db()
    assert rules.may_read(ada, made)
    assert rules.may_read(ben, made)
    assert not rules.may_read(ewa, made)
    assert not rules.may_edit(ben, made)
