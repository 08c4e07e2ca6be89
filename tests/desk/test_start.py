"""The start page: the cards in their order, only what one can act on, a fixed number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from kit.panels import DESK, Panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def start() -> str:
    return reverse("desk:start")


def _panel(name: str, position: int, values: Any) -> Panel:
    return Panel(name=name, template="components/badge.html", values=values, position=position)


def test_visitor_is_sent_to_sign_in(client, start):
    answer = client.get(start)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_person_with_nothing_gets_first_steps(client, nina, start):
    client.force_login(nina)
    with DESK.swapped():
        page = client.get(start).content.decode()
    assert "Nina" in page
    assert reverse("networks:list") in page


def test_cards_stand_in_their_order_and_silent_ones_are_left_out(client, nina, start):
    client.force_login(nina)
    cards = {
        "z": _panel("z", 10, lambda user, place: {"label": f"pierwsza {user.first_name}"}),
        "a": _panel("a", 20, lambda user, place: {"label": "druga"}),
        "m": _panel("m", 15, lambda user, place: None),
        "n": _panel("n", 90, lambda user, place: {"label": "obok"}),
    }
    with DESK.swapped(**cards):
        page = client.get(start).content.decode()
    assert page.index("pierwsza Nina") < page.index("druga") < page.index("obok")


def test_only_ways_on_means_that_nothing_waits(client, nina, start):
    client.force_login(nina)
    with DESK.swapped(n=_panel("n", 90, lambda user, place: {"label": "obok"})):
        page = client.get(start).content.decode()
    assert "Nic teraz na Ciebie nie czeka" in page


def test_number_of_queries_does_not_grow_with_what_is_there(client, ben, network, start, django_assert_max_num_queries):
    client.force_login(ben)
    client.get(start)
    with django_assert_max_num_queries(60) as few:
        assert client.get(start).status_code == 200
    asked = len(few)
    for number in range(30):
        ben.notices.create(kind="test", title=f"{number}", url="/")
    client.get(start)  # the bell counts new notices once and remembers the number
    with django_assert_max_num_queries(asked):
        client.get(start)
