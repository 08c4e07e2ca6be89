"""A process of Hal's school, led by Sara, in Dov's county."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock


@pytest.fixture
def days() -> dict[str, Any]:
    """A period long enough to be process support."""
    return {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=240), "duration": "school_year"}


@pytest.fixture
def started(dov: Any, hal: Any, sara: Any, school: Any, days: Any) -> Any:
    """Both have agreed: the process is in its diagnosis."""
    from support import services

    process = services.open_process(
        by=dov, institution=school, title="Informacja zwrotna zamiast samego stopnia", **days
    )
    return services.agree(by=hal, process=process)


@pytest.fixture
def foreign_sore(person: Any, county: Any, school: Any) -> Any:
    """A SORE of another school of the same county."""
    from accounts.models import RoleAssignment
    from directory.models import Institution

    other = Institution.objects.create(
        rspo=990002, name="Przedszkole w Brzozówce", town="Brzozówka", type=school.type, county=county
    )
    made = person("Obca", "Sore")
    RoleAssignment.objects.create(user=made, role="sore", institution=other, from_on=clock.today())
    return made


@pytest.fixture
def foreign_county(person: Any, other_county: Any) -> Any:
    """The coordinator of another county."""
    from accounts.models import RoleAssignment

    made = person("Inny", "Powiat")
    RoleAssignment.objects.create(user=made, role="county_coordinator", county=other_county, from_on=clock.today())
    return made


@pytest.fixture
def foreign_director(person: Any, foreign_sore: Any) -> Any:
    """The director of that other school."""
    from accounts.models import RoleAssignment

    school = RoleAssignment.objects.get(user=foreign_sore).institution
    made = person("Obcy", "Dyrektor")
    RoleAssignment.objects.create(user=made, role="director", institution=school, from_on=clock.today())
    return made
