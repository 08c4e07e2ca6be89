"""“I used it”, reviews, and lists that follow real use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from kit import clock
from kit.verdicts import Refused
from notifications.models import Notice
from resources import selectors, services
from resources.models import Review, UseNote

pytestmark = pytest.mark.django_db


def values(**more):
    return {"group": "5b", "used_on": clock.today(), "outcome": "worked", "changed": "Krótszy wstęp"} | more


def test_a_note_counts_and_tells_the_author(deposit, network, ben, ewa):
    made = deposit(ben, network)
    services.note_use(by=ewa, resource=made, values=values())
    services.note_use(by=ewa, resource=made, values=values(outcome="not"))
    made.refresh_from_db()
    assert (made.uses, made.good_uses) == (2, 1)
    assert Notice.objects.filter(kind="resources.used", user=ben).exists()


def test_ones_own_notes_and_days_to_come_are_refused(deposit, network, ben, ewa, cleo):
    made = deposit(ben, network)
    for who, told in ((ben, values()), (cleo, values()), (ewa, values(used_on=clock.today() + timedelta(days=1)))):
        with pytest.raises(Refused):
            services.note_use(by=who, resource=made, values=told)
    made.refresh_from_db()
    assert made.uses == UseNote.objects.count() == 0


def test_what_is_hidden_or_taken_back_counts_no_more(deposit, network, ben, ewa, ada):
    made = deposit(ben, network)
    first = services.note_use(by=ewa, resource=made, values=values())
    second = services.note_use(by=ada, resource=made, values=values())
    services.hide_note(first)
    services.take_back_note(by=ada, note=second)
    made.refresh_from_db()
    assert (made.uses, made.good_uses) == (0, 0)
    services.show_note(first)
    made.refresh_from_db()
    assert made.uses == 1
    with pytest.raises(Refused):
        services.take_back_note(by=ben, note=first)


def test_lists_can_follow_use(deposit, network, ben, ewa):
    old, new = deposit(ben, network, title="Stary"), deposit(ben, network, title="Nowy", content=b"inny")
    services.note_use(by=ewa, resource=old, values=values())
    newest = selectors.library(ewa, selectors.Choice())
    used = selectors.library(ewa, selectors.Choice(sort="uzycia"))
    assert [card.resource for card in newest.cards] == [new, old]
    assert [card.resource for card in used.cards] == [old, new]


def test_the_way_through_the_screens(deposit, network, ben, ewa, client):
    made = deposit(ben, network)
    client.force_login(ewa)
    address = reverse("resources:note", kwargs={"pk": made.pk})
    assert client.get(address).status_code == 200
    sent = {"group": "5b", "used_on": "2020-01-08", "outcome": "partly", "changed": "Więcej czasu"}
    assert client.post(address, sent | {"used_on": "2999-01-01"}).status_code == 422
    page = client.post(address, sent, follow=True).content.decode()
    assert "Więcej czasu" in page
    note = UseNote.objects.get()
    client.post(reverse("resources:note_remove", kwargs={"pk": note.pk}))
    assert not UseNote.objects.exists()


def test_a_review_is_one_a_person(deposit, network, ben, ewa, client):
    made = deposit(ben, network)
    client.force_login(ewa)
    address = reverse("resources:review", kwargs={"pk": made.pk})
    client.post(address, {"opinion": "recommended", "text": "Działa od razu"})
    page = client.post(address, {"opinion": "remarks", "text": "Brak klucza"}, follow=True).content.decode()
    assert "Brak klucza" in page
    assert Review.objects.get().opinion == "remarks"
    with pytest.raises(Refused):
        services.review(by=ben, resource=made, opinion="recommended", text="Moje")


def test_the_coordinator_hides_a_note(deposit, network, ben, ewa, ada, client):
    made = deposit(ben, network)
    note = services.note_use(by=ewa, resource=made, values=values(changed="Obraźliwe słowa"))
    services.hide_note(note)
    client.force_login(ben)
    assert "Obraźliwe" not in client.get(made.get_absolute_url()).content.decode()
    client.force_login(ada)
    assert "Obraźliwe" in client.get(made.get_absolute_url()).content.decode()


def test_the_page_asks_a_fixed_number_of_questions(deposit, network, ben, ewa, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made = deposit(ben, network)
    client.force_login(ben)
    client.get(made.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(made.get_absolute_url())
    UseNote.objects.bulk_create(
        UseNote(resource=made, author=ewa, group=f"{n}", used_on=clock.today(), outcome="worked") for n in range(40)
    )
    with CaptureQueriesContext(connection) as many:
        client.get(made.get_absolute_url())
    assert len(many) <= len(few)
