"""Tasks for tests: one for all, one for Ben."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kit import clock
from networks.assignments import services


@pytest.fixture
def give(edition: Any, ada: Any) -> Any:
    """A maker of tasks given by Ada: `give(people=[ben])`, `give(for_all=True)`."""

    def make(**values: Any) -> Any:
        values = {
            "by": ada,
            "edition": edition,
            "title": "Jeden materiał z opisem użycia",
            "due_at": clock.now() + timedelta(days=values.pop("in_days", 14)),
        } | values
        return services.give(**values)

    return make


@pytest.fixture
def task(give: Any, ben: Any) -> Any:
    """A task for Ben."""
    return give(people=[ben])


@pytest.fixture
def part(task: Any, ben: Any) -> Any:
    """Ben's part of it."""
    return task.assignments.get(user=ben)
