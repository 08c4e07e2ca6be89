"""Reported needs and announcements are found by those they are for, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from search import selectors, services
from tests.cast import _seated

pytestmark = pytest.mark.django_db

WORD = "chryzantema"


def found(user: Any) -> bool:
    """Whether a search for the word gives anything, here or in suggestions."""
    hits = selectors.find(user, WORD).hits
    suggested = selectors.suggest(user, WORD[:7])
    assert bool(hits) or not suggested
    return bool(hits)


def filed(thing: Any) -> Any:
    services.index(label=thing._meta.label_lower, number=thing.pk)
    return thing


@pytest.fixture
def everybody(request: Any) -> dict[str, Any]:
    names = ("ada", "ben", "gen", "cleo", "dov", "hal", "sara", "nina", "jan")
    return {name: request.getfixturevalue(name) for name in names} | {"visitor": AnonymousUser()}


def who_finds(people: dict[str, Any]) -> set[str]:
    return {name for name, person in people.items() if found(person)}


def test_a_need_is_found_by_who_reported_it_by_its_county_and_by_who_answers_it(everybody, county, network, dov, hal):
    from networks.needs import services as needs

    need = needs.report(by=hal, county=county, title=f"Potrzeba: {WORD}", text="Opis potrzeby")
    filed(need)
    assert who_finds(everybody) == {"hal", "dov"}
    needs.answer_by_network(by=dov, need=need, network=network, words="Ta sieć odpowiada.")
    filed(need)
    assert who_finds(everybody) == {"hal", "dov", "ada"}


def test_a_need_of_another_county_is_not_found_by_this_one(everybody, other_county, nina):
    from networks.needs import services as needs

    filed(needs.report(by=nina, county=other_county, title=f"Potrzeba: {WORD}", text="Opis"))
    assert who_finds(everybody) == {"nina"}


def test_an_announcement_is_found_in_its_network_until_it_is_withdrawn(everybody, network, ada):
    from networks.announcements import services as announcements

    made = filed(announcements.announce(by=ada, network=network, title=f"Ogłoszenie: {WORD}", text="<p>Treść</p>"))
    assert who_finds(everybody) == {"ada", "ben", "gen"}
    announcements.withdraw(by=ada, announcement=made)
    filed(made)
    assert who_finds(everybody) == set()


def test_an_announcement_to_a_county_is_found_by_the_people_of_its_networks(
    everybody, county, dov, person, school_year, other_county, jan
):
    from networks.announcements import services as announcements
    from networks.services import open_network

    far = open_network(
        by=jan, title="Daleka sieć", county=other_county, school_year=school_year, coordinator=person("Iwo", "Daleki")
    )
    everybody["far"] = _seated(person("Lea", "Daleka"), far.editions.get(is_current=True))
    filed(announcements.announce(by=dov, county=county, title=f"Ogłoszenie: {WORD}", text="<p>Treść</p>"))
    assert who_finds(everybody) == {"ada", "ben", "gen", "cleo", "dov"}


def test_who_left_finds_nothing_any_more(everybody, network, edition, ada, ben):
    from networks import services as networks
    from networks.announcements import services as announcements

    filed(announcements.announce(by=ada, network=network, title=f"Ogłoszenie: {WORD}", text="<p>Treść</p>"))
    networks.leave(by=ben, edition=edition)
    assert who_finds(everybody) == {"ada", "gen"}
