"""A network's plan in each of its states."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock
from networks.planning import services


def sign_in(client: Any, user: Any) -> Any:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def days(school_year: Any) -> Any:
    """A day of the school year: `days(40)` is forty days after the first of September."""
    return lambda number: school_year.starts_on + timedelta(days=number)


@pytest.fixture
def draft(edition: Any, ada: Any, days: Any) -> Any:
    """A plan with one goal and two points."""
    goal = services.add_goal(by=ada, edition=edition, title="Więcej prób, mniej lęku", criteria="Opis trzech prób")
    services.add_point(
        by=ada, edition=edition, kind="meeting", title="Błąd jako informacja", starts_on=days(70), ends_on=days(70),
        goal=goal,
    )  # fmt: skip
    services.add_point(
        by=ada, edition=edition, kind="task", title="Dwa zadania otwarte", starts_on=days(100), ends_on=days(150)
    )
    return services.plan_of(edition)


@pytest.fixture
def consulted(draft: Any, ada: Any) -> Any:
    """The same plan in consultation."""
    return services.consult(by=ada, plan=draft, until_on=clock.today(), words="Proszę spojrzeć na terminy.")


@pytest.fixture
def adopted(consulted: Any, ada: Any) -> Any:
    """The same plan, adopted today."""
    return services.adopt(by=ada, plan=consulted, adopted_on=clock.today(), words="Jednomyślnie.")
