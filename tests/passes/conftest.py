"""Makers of passes; meetings as in tests/meetings."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.passes import selectors, services
from tests.meetings.conftest import meeting, open_meeting, plan

__all__ = ["meeting", "open_meeting", "plan"]


@pytest.fixture
def held(ada: Any, open_meeting: Any) -> Any:
    """A pass to the meeting whose room is open."""
    return services.issue(by=ada, meeting=open_meeting, name="Maria Zasadna", email="Maria@example.org")


@pytest.fixture
def guest(held: Any, client: Any) -> Any:
    """A browser that opened the link of the letter."""
    client.get(f"/przepustka/{selectors.signed(held)}/")
    return client
