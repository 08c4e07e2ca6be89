"""The fixed cast: the same few people in every test.

Ada coordinates the network; Ben and Ewa are members; Cleo is a member of another network; Dov coordinates the county;
Gen is an invited expert; Sara is a SORE of Hal's school; Hal is the school's director; Iga edits; Jan administers;
Nina is signed in and belongs to nothing; a visitor is nobody.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

PASSWORD = "tkanina-osnowa-wątek-7"

__all__ = [
    "ada", "ben", "cleo", "county", "dov", "edition", "ewa", "gen", "hal", "iga", "jan", "network", "nina",
    "other_county", "other_network", "person", "sara", "school", "school_year", "voivodeship",
]  # fmt: skip


@pytest.fixture
def voivodeship(db: None) -> Any:
    from directory.models import Voivodeship

    return Voivodeship.objects.get_or_create(code="14", defaults={"name": "mazowieckie"})[0]


@pytest.fixture
def county(voivodeship: Any) -> Any:
    from directory.models import County

    return County.objects.get_or_create(
        code="1491", defaults={"name": "powiat lipowski", "slug": "lipowski", "voivodeship": voivodeship}
    )[0]


@pytest.fixture
def other_county(voivodeship: Any) -> Any:
    from directory.models import County

    return County.objects.get_or_create(
        code="1492", defaults={"name": "powiat jeziorański", "slug": "jezioranski", "voivodeship": voivodeship}
    )[0]


@pytest.fixture
def school_year(db: None) -> Any:
    from directory.selectors import current_school_year

    return current_school_year()


@pytest.fixture
def school(county: Any) -> Any:
    from directory.models import Institution, InstitutionType

    kind = InstitutionType.objects.get_or_create(name="Szkoła podstawowa", defaults={"rspo_code": 3})[0]
    return Institution.objects.get_or_create(
        rspo=990001, defaults={"name": "Szkoła Podstawowa w Lipowie", "town": "Lipowo", "type": kind, "county": county}
    )[0]


@pytest.fixture
def person(db: None) -> Any:
    """A maker of people: `person("Ada", "Nowak")`."""
    from accounts.models import Profile, User

    def make(first: str, last: str = "Demo", **fields: Any) -> Any:
        email = fields.pop("email", f"{first}.{last}@example.org".lower())
        made = User.objects.create_user(email, PASSWORD, first_name=first, last_name=last, **fields)
        Profile.objects.get_or_create(user=made)
        return made

    return make


def _assign(user: Any, role: str, **scope: Any) -> Any:
    from accounts.models import RoleAssignment

    RoleAssignment.objects.create(user=user, role=role, from_on=date.today() - timedelta(days=30), **scope)
    return user


@pytest.fixture
def jan(person: Any) -> Any:
    return person("Jan", "Adamski", is_staff=True, is_superuser=True)


@pytest.fixture
def dov(person: Any, county: Any) -> Any:
    return _assign(person("Dov", "Powiatowy"), "county_coordinator", county=county)


@pytest.fixture
def ada(person: Any) -> Any:
    return person("Ada", "Kowal")


@pytest.fixture
def network(ada: Any, dov: Any, county: Any, school_year: Any) -> Any:
    """Ada's network."""
    from networks.services import open_network

    return open_network(by=dov, title="Matematyka bez lęku", county=county, school_year=school_year, coordinator=ada)


@pytest.fixture
def edition(network: Any) -> Any:
    return network.editions.get(is_current=True)


def _seated(user: Any, edition: Any, role: str = "member") -> Any:
    from networks.services import seat

    seat(edition=edition, user=user, role=role)
    return user


@pytest.fixture
def ben(person: Any, edition: Any) -> Any:
    return _seated(person("Ben", "Lis"), edition)


@pytest.fixture
def ewa(person: Any, edition: Any) -> Any:
    return _seated(person("Ewa", "Maj"), edition)


@pytest.fixture
def gen(person: Any, edition: Any) -> Any:
    return _seated(person("Gen", "Ekspert"), edition, "expert")


@pytest.fixture
def cleo(person: Any, other_network: Any) -> Any:
    return _seated(person("Cleo", "Obca"), other_network.editions.get(is_current=True))


@pytest.fixture
def other_network(person: Any, dov: Any, county: Any, school_year: Any) -> Any:
    """A network to which none of Ada's people belong."""
    from networks.services import open_network

    head = person("Olga", "Inna")
    return open_network(
        by=dov, title="Biblioteka szkolna jako serce szkoły", county=county, school_year=school_year, coordinator=head
    )


@pytest.fixture
def hal(person: Any, school: Any) -> Any:
    return _assign(person("Hal", "Dyrektorski"), "director", institution=school)


@pytest.fixture
def sara(person: Any, school: Any) -> Any:
    return _assign(person("Sara", "Wspomagająca"), "sore", institution=school)


@pytest.fixture
def iga(person: Any) -> Any:
    return _assign(person("Iga", "Redaktorska"), "editor")


@pytest.fixture
def nina(person: Any) -> Any:
    return person("Nina", "Nowa")
