"""A small survey with a question of each kind, and people who answer it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit import clock
from surveys import services
from surveys.items import Item

ITEMS = (
    Item("", "section", "Rok w sieci"),
    Item("", "single", "Zostajesz?", is_needed=True, options=("tak", "nie")),
    Item("", "text", "Dlaczego nie?", after="q2", when="nie"),
    Item("", "scale", "Wiem więcej.", least="nie", most="tak"),
    Item("", "several", "Które dni?", options=("pon.", "wt.", "śr.")),
    Item("", "matrix", "Ocena", rows=("spotkania", "platforma"), least="źle", most="dobrze"),
    Item("", "ranking", "Co najpierw?", options=("lekcje", "rozmowy", "warsztaty")),
    Item("", "text", "Co zmienić?"),
)


@pytest.fixture
def draft(db):
    made = services.make(title="Nasz rok")
    for item in ITEMS:
        services.put_item(survey=made, item=item)
    return made


@pytest.fixture
def survey(draft):
    services.open_up(survey=draft, closes_on=clock.today() + timedelta(days=7))
    return draft


@pytest.fixture
def crowd(person):
    """Twelve people; their order by number is not the order in which they answer."""
    return [person(f"Osoba{number}") for number in range(12)]
