"""What a door is: one way to reach one thing, tried by every actor of the matrix (AC-01, AC-02)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tests.access.world import ACTORS, World, made

__all__ = ["ACTORS", "Door", "World", "made", "network_at", "outcome", "page", "post", "thing_at"]


@dataclass(frozen=True)
class Door:
    """One door.

    `row` is the row of matrix.toml it obeys, `surface` one of page, socket, file, feed, search, export, mail;
    `opens(world, client)` knocks as the client's person and returns the response, or a status or letter by itself.
    `at` is the name of the address it stands for; the test sees that the address was really asked with `method`.
    """

    row: str
    name: str
    surface: str
    opens: Callable[[Any, Any], Any]
    at: str = ""
    method: str = "GET"
    only_reads: bool = False
    """A POST which changes nothing even for those who may send it."""

    def __str__(self) -> str:
        return f"{self.row}:{self.name}"


Where = Callable[[Any], dict[str, Any]] | dict[str, Any] | None


def _of(values: Any, world: Any) -> Any:
    return values(world) if callable(values) else values


def page(row: str, name: str, at: str, where: Where = None, *, surface: str = "page", query: Any = None) -> Door:
    """A door that is read: GET `at` with the words of the address that `where(world)` gives."""

    def opens(world: Any, client: Any) -> Any:
        return client.get(reverse(at, kwargs=_of(where, world)), _of(query, world))

    return Door(row, name, surface, opens, at=at)


def post(
    row: str, name: str, at: str, where: Where = None, sent: Any = None, *, before: Any = None, only_reads: bool = False
) -> Door:
    """A door through which one acts: POST `at` with the values `sent`; `before(world)` prepares what is acted on."""

    def opens(world: Any, client: Any) -> Any:
        if before is not None:
            before(world)
        return client.post(reverse(at, kwargs=_of(where, world)), _of(sent, world) or {})

    return Door(row, name, "page", opens, at=at, method="POST", only_reads=only_reads)


def outcome(response: Any) -> str:
    """A letter of the matrix: A allowed, N does not exist, F refused, L to sign-in."""
    if isinstance(response, str):
        return response
    status = response if isinstance(response, int) else response.status_code
    if status == 302 and "/konto/" in (getattr(response, "url", "") or "") and "next=" in response.url:
        return "L"
    if status in {404, 4404, 410}:
        return "N"
    if status in {403, 409, 422, 4403}:
        return "F"
    if status == 401:
        return "L"
    if 200 <= status < 400:
        return "A"
    return f"status {status}"


def network_at(**more: Any) -> Where:
    """The words of an address inside Ada's network; a value that is a maker is asked `(world)`, a thing gives its
    number."""

    def where(world: Any) -> dict[str, Any]:
        return {"slug": world.fixture("network").slug} | {name: _word(value, world) for name, value in more.items()}

    return where


def thing_at(**words: Any) -> Where:
    """The words of an address outside networks, made in the same way."""
    return lambda world: {name: _word(value, world) for name, value in words.items()}


def _word(value: Any, world: Any) -> Any:
    value = _of(value, world)
    return getattr(value, "pk", value)
