"""A maker of announcements."""

from __future__ import annotations

from typing import Any

import pytest

from networks.announcements import services


@pytest.fixture
def announce(ada: Any, network: Any) -> Any:
    def make(**values: Any) -> Any:
        given = {
            "by": ada,
            "network": network,
            "title": "Zmiana sali",
            "text": "<p>Spotykamy się w sali 12.</p>",
        } | values
        if given.get("county"):
            given["network"] = None
        return services.announce(**given)

    return make
