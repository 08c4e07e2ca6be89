"""Own shelves, and collections in the coordinator's order."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from kit.verdicts import Refused
from resources import rules, selectors, services
from resources.models import Shelf

pytestmark = pytest.mark.django_db


def test_one_and_many_agree(network, other_network, ada, ben, ewa, cleo, nina, jan, dov):
    services.make_shelf(by=ben, title="Moja")
    for visibility in ("network", "signed_in", "public"):
        services.make_shelf(by=ada, network=network, title=visibility, visibility=visibility)
    for user in (AnonymousUser(), ada, ben, ewa, cleo, nina, jan, dov):
        among = set(rules.readable_shelves(user).values_list("pk", flat=True))
        assert among == {one.pk for one in Shelf.objects.all() if rules.may_read_shelf(user, one)}, user


def test_only_the_coordinator_makes_a_collection(network, ben, cleo, nina):
    for user in (ben, cleo, nina):
        with pytest.raises(Refused):
            services.make_shelf(by=user, network=network, title="Zbiór")
    assert not Shelf.objects.exists()


def test_a_collection_keeps_its_order_and_shows_only_what_one_may_read(deposit, network, ada, ben, cleo):
    shelf = services.make_shelf(by=ada, network=network, title="Ułamki", visibility="public")
    made = [deposit(ben, network, title=f"R{n}", visibility="public", content=b"%d" % n) for n in range(3)]
    inner = deposit(ben, network, title="Wewnętrzny", content=b"w")
    for one in (*made, inner, made[0]):
        services.place(by=ada, shelf=shelf, resource=one)
    order = list(shelf.placings.values_list("pk", flat=True))
    services.arrange(by=ada, shelf=shelf, order=[order[2], order[0]])
    shown = selectors.shelf_page(AnonymousUser(), shelf).placed
    assert [one.card.resource.title for one in shown] == ["R2", "R0", "R1"]
    assert len(selectors.shelf_page(ben, shelf).placed) == 4
    services.take_off(by=ada, shelf=shelf, resource=made[2])
    with pytest.raises(Refused):
        services.arrange(by=ben, shelf=shelf, order=order)
    assert [one.card.resource.title for one in selectors.shelf_page(cleo, shelf).placed] == ["R0", "R1"]


def test_ones_own_shelf_is_ones_own(deposit, network, ben, ewa, jan, client):
    made = deposit(ben, network)
    client.force_login(ewa)
    place = reverse("resources:place", kwargs={"pk": made.pk})
    page = client.post(place, {"title": "Na wtorek", "words": ""}, follow=True)
    assert made.title in page.content.decode()
    shelf = Shelf.objects.get(owner=ewa)
    for other in (ben, jan):
        client.force_login(other)
        assert client.get(shelf.get_absolute_url()).status_code == 404
        with pytest.raises(Refused):
            services.place(by=other, shelf=shelf, resource=made)


def test_moving_by_buttons(deposit, network, ada, ben, client):
    shelf = services.make_shelf(by=ada, network=network, title="Ułamki")
    for n in range(3):
        services.place(by=ada, shelf=shelf, resource=deposit(ben, network, title=f"R{n}", content=b"%d" % n))
    client.force_login(ada)
    order = reverse("resources:shelf_order", kwargs={"pk": shelf.pk})
    rows = list(shelf.placings.values_list("pk", flat=True))
    client.post(order, {"up": rows[2]})
    client.post(order, {"down": rows[0]})
    client.post(order, {"off": rows[1]})
    assert list(shelf.placings.values_list("pk", flat=True)) == [rows[2], rows[0]]
    client.post(reverse("resources:shelf_remove", kwargs={"pk": shelf.pk}))
    assert not Shelf.objects.exists()
    assert network.resources.count() == 3


def test_a_shelf_with_many_asks_as_little_as_one_with_few(deposit, network, ada, ben, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    shelf = services.make_shelf(by=ada, network=network, title="Ułamki")
    counts = []
    client.force_login(ben)
    for n in range(2):
        for k in range(1 + 6 * n):
            made = deposit(ben, network, title=f"R{n}{k}", link="https://example.org/")
            services.place(by=ada, shelf=shelf, resource=made)
        client.get(shelf.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(shelf.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1]
