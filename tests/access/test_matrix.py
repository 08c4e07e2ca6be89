"""Every door of every module, knocked on by every actor of the matrix."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import tests.access as here
from tests.access.doors import ACTORS, Door, World, outcome

MATRIX = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))["rows"]
DOORS: list[Door] = [
    door
    for module in pkgutil.iter_modules(here.__path__)
    if module.name.startswith("doors_")
    for door in importlib.import_module(f"tests.access.{module.name}").DOORS
]


@pytest.fixture
def removed(person: Any, edition: Any) -> Any:
    """Somebody who belonged to Ada's network and was removed."""
    from networks.services import seat

    gone = person("Roch", "Usunięty")
    membership = seat(edition=edition, user=gone)
    type(membership).objects.filter(pk=membership.pk).update(state="removed")
    type(edition).objects.filter(pk=edition.pk).update(taken=edition.memberships.filter(state="active").count())
    return gone


SOCKETS = [door for door in DOORS if door.surface == "socket"]
OTHERS = [door for door in DOORS if door.surface != "socket"]


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("door", OTHERS, ids=str)
def test_door(door: Door, actor: str, request: pytest.FixtureRequest, db: None) -> None:
    knock(door, actor, request)


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("door", SOCKETS, ids=str)
def test_socket(door: Door, actor: str, request: pytest.FixtureRequest, transactional_db: None) -> None:
    """A socket's server looks from threads of its own and sees only what is committed."""
    knock(door, actor, request)


def knock(door: Door, actor: str, request: pytest.FixtureRequest) -> None:
    """Knock as the actor and compare with the matrix."""
    expected = MATRIX[door.row][actor]
    world = World(request)
    client = Client()
    if ACTORS[actor]:
        world.actor = world.fixture(ACTORS[actor])
        client.force_login(world.actor, backend="django.contrib.auth.backends.ModelBackend")
    assert outcome(door.opens(world, client)) == expected


def test_every_row_names_every_actor() -> None:
    wrong = {row for row, cells in MATRIX.items() if set(cells) != set(ACTORS) or set(cells.values()) - set("ANFL")}
    assert not wrong


def test_every_row_has_a_door_and_every_door_a_row() -> None:
    rows = {door.row for door in DOORS}
    assert rows - set(MATRIX) == set(), "doors without a row"
    assert set(MATRIX) - rows == set(), "rows nobody knocks on"
