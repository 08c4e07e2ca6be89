"""Adaptations that name their authors, and the ledger of consents."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kit.verdicts import Refused
from notifications.models import Notice
from provenance.models import Step
from resources import services
from resources.models import Permit, Resource

pytestmark = pytest.mark.django_db
VALUES = {"title": "Po mojemu", "licence": "cc_by_sa", "kind": "lesson_plan", "link": "https://example.org/"}


def adapt(by, network, original, **more):
    return services.deposit(by=by, network=network, values=VALUES | more, drafts=[], adapted_from=original)


def test_an_adaptation_says_what_it_was_made_from_even_when_that_is_gone(deposit, network, ben, ewa, client):
    original = deposit(ben, network, licence="cc_by_sa", author="Anna Autorka")
    made = adapt(ewa, network, original)
    third = adapt(ben, network, made, title="Jeszcze inaczej")
    assert Notice.objects.filter(kind="resources.adapted", user=ben).exists()
    assert Step.objects.filter(source_kind="resource", source_id=original.pk, result_id=made.pk).exists()
    client.force_login(ewa)
    page = client.get(third.get_absolute_url()).content.decode()
    assert "Anna Autorka" in page
    assert original.get_absolute_url() in page
    services.remove(by=ben, resource=original)
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Anna Autorka" in page
    assert original.title in page


@pytest.mark.parametrize(
    ("original", "adapted"), [("cc_by_nd", "cc_by_nd"), ("cc_by_sa", "cc_by"), ("reserved", "cc_by")]
)
def test_a_licence_that_does_not_fit_is_refused(original, adapted, deposit, network, ben, ewa):
    first = deposit(ben, network, licence=original)
    with pytest.raises(Refused):
        adapt(ewa, network, first, licence=adapted)
    assert Resource.objects.count() == 1
    assert adapt(ben, network, first, licence=adapted).origins.exists()


def test_the_licence_cannot_be_loosened_later(deposit, network, ben, ewa):
    made = adapt(ewa, network, deposit(ben, network, licence="cc_by_sa"))
    with pytest.raises(Refused):
        services.change(by=ewa, resource=made, values={"licence": "cc_by"})
    made.refresh_from_db()
    assert made.licence == "cc_by_sa"


def test_what_one_may_not_read_one_may_not_adapt(deposit, network, other_network, ben, cleo):
    with pytest.raises(Refused):
        adapt(cleo, other_network, deposit(ben, network))
    assert Resource.objects.count() == 1


def test_the_way_through_the_screens(deposit, network, ben, ewa, client):
    original = deposit(ben, network, licence="cc_by_sa", tags=["ułamki"])
    client.force_login(ewa)
    page = client.get(reverse("resources:adapt", kwargs={"pk": original.pk})).content.decode()
    way = reverse("resources:deposit", kwargs={"slug": network.slug}) + f"?przerobka={original.pk}"
    assert way in page
    form = client.get(way).content.decode()
    assert original.title in form
    sent = VALUES | {"visibility": "network", "language": "pl", "adapted_from": original.pk}
    assert client.post(way, sent | {"licence": "cc_by"}).status_code == 422
    client.post(way, sent)
    assert Resource.objects.get(created_by=ewa).origins.get().original == original


@pytest.mark.parametrize(
    "told", [{}, {"shows_others": "some"}, {"shows_others": "some", "permits": {"faces": ("", "")}}]
)
def test_nothing_leaves_the_network_before_the_question_is_answered(told, network, ben):
    from tests.files.makers import upload

    draft = services.take_in(by=ben, network=network, upload=upload("a.txt", b"tekst"))
    values = {"title": "Prace", "licence": "cc_by", "visibility": "public"} | told
    with pytest.raises(Refused):
        services.deposit(by=ben, network=network, values=values, drafts=[draft])
    assert not Resource.objects.exists()


def test_the_ledger_is_kept_and_seen_by_few(deposit, network, ben, ewa, client):
    permits = {"works": ("rodzice klasy 5b", "sekretariat, teczka 3")}
    made = deposit(ben, network, visibility="public", shows_others="some", permits=permits)
    assert Permit.objects.get().agreed == "rodzice klasy 5b"
    client.force_login(ewa)
    assert "teczka 3" not in client.get(made.get_absolute_url()).content.decode()
    client.force_login(ben)
    assert "teczka 3" in client.get(made.get_absolute_url()).content.decode()
    services.change(by=ben, resource=made, values={"shows_others": "none", "permits": {}})
    assert not Permit.objects.exists()


def test_the_form_asks_for_the_other_half(network, ben, client):
    from tests.files.makers import upload

    client.force_login(ben)
    sent = VALUES | {
        "link": "",
        "visibility": "network",
        "language": "pl",
        "shows_others": "some",
        "faces_agreed": "wszyscy",
    }
    way = reverse("resources:deposit", kwargs={"slug": network.slug})
    answer = client.post(way, sent | {"files": upload("a.txt", b"tekst")})
    assert answer.status_code == 422
    assert not Resource.objects.exists()
    client.post(way, sent | {"files": upload("a.txt", b"tekst"), "faces_kept": "szkoła"})
    assert Permit.objects.get().about == "faces"
