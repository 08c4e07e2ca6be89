"""What a door is: one way to reach one thing, tried by every actor of the matrix (AC-01, AC-02)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ACTORS = {
    "visitor": None,
    "nobody": "nina",
    "other": "cleo",
    "removed": "removed",
    "member": "ben",
    "expert": "gen",
    "coordinator": "ada",
    "sore": "sara",
    "director": "hal",
    "county": "dov",
    "editor": "iga",
    "administrator": "jan",
}
"""Actors of the matrix and the fixture that plays each; a visitor is nobody."""


@dataclass(frozen=True)
class Door:
    """One door.

    `row` is the row of matrix.toml it obeys, `surface` one of page, socket, file, feed, search, export, mail;
    `opens(world, client)` knocks as the client's person and returns the response, or a status by itself.
    """

    row: str
    name: str
    surface: str
    opens: Callable[[Any, Any], Any]

    def __str__(self) -> str:
        return f"{self.row}:{self.name}"


class World:
    """Fixtures by name, made when first asked for: `world.fixture("network")`."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self.actor: Any = None

    def fixture(self, name: str) -> Any:
        """The pytest fixture of this name."""
        return self._request.getfixturevalue(name)


def outcome(response: Any) -> str:
    """A letter of the matrix: A allowed, N does not exist, F refused, L to sign-in."""
    if isinstance(response, str):
        return response
    status = response if isinstance(response, int) else response.status_code
    if status == 302 and "/konto/" in (getattr(response, "url", "") or "") and "next=" in response.url:
        return "L"
    if status in {404, 4404, 410}:
        return "N"
    if status in {403, 4403}:
        return "F"
    if status == 401:
        return "L"
    if 200 <= status < 400:
        return "A"
    return f"status {status}"
