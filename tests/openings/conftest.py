"""Open meetings as a coordinator publishes them."""

from __future__ import annotations

from typing import Any

import pytest

from meetings.enums import Kind
from meetings.openings import services
from tests.meetings.conftest import plan

__all__ = ["plan"]


@pytest.fixture
def publish(plan: Any, ada: Any) -> Any:
    """A maker of published open meetings: `publish(capacity=2)`."""

    def make(*, led_by: str = "", audience: Any = (), **values: Any) -> Any:
        meeting = plan(**({"kind": Kind.OPEN, "title": "Ocenianie bez lęku"} | values))
        return services.publish(by=ada, meeting=meeting, led_by=led_by, agreed=bool(led_by), audience=audience)

    return make


@pytest.fixture
def opening(publish: Any) -> Any:
    """A published open meeting tomorrow."""
    return publish()
