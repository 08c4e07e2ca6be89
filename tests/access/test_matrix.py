"""Every door of every module, knocked on by every actor of the matrix; whoever is refused has changed nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase, override_settings

import tests.access as here
from tests.access.doors import ACTORS, Door, World, outcome
from tests.access.world import Knocker, sessions_of

MATRIX: dict[str, dict[str, str]] = {
    row: dict(zip(ACTORS, letters.split(), strict=True))
    for row, letters in tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))[
        "rows"
    ].items()
}
DOORS: list[Door] = [
    door
    for module in pkgutil.iter_modules(here.__path__)
    if module.name.startswith("doors_")
    for door in importlib.import_module(f"tests.access.{module.name}").DOORS
]
SOCKETS = [door for door in DOORS if door.surface == "socket"]
OTHERS = [door for door in DOORS if door.surface != "socket"]


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
class TestDoors(TestCase):
    """One test for each door. The world is made once; each actor knocks in a transaction that is taken back."""

    world: World
    cookies: dict[str, Any]

    @classmethod
    def setUpTestData(cls) -> None:
        """The actors, signed in."""
        cls.world = World()
        cls.cookies = sessions_of(cls.world)

    def knock_as_all(self, door: Door) -> None:
        """Knock as every actor; the whole row of the matrix is compared at once.

        The visitor knocks first and leaves behind what the door's makers made, for the actors after him.
        """
        expected = MATRIX[door.row]
        world = self.world.layer("visitor")
        found, asked, changed = {}, set(), {}
        for actor in ACTORS:
            leaves = actor == "visitor" and (door.method == "GET" or expected["visitor"] != "A")
            client = Knocker()
            client.cookies = self.cookies[actor].copy()
            with transaction.atomic():
                found[actor] = knock(door, world if leaves else world.layer(actor), client)
                if not leaves:
                    transaction.set_rollback(True)
            asked |= client.asked
            if found[actor] != "A" and client.written:
                changed[actor] = client.written
        assert found == expected
        assert changed == {}, "refused, and yet something was written"
        assert not door.at or (door.at, door.method) in asked, f"asked {asked}"


def knock(door: Door, world: World, client: Knocker) -> str:
    """The letter with which the door answers; acting without changing anything is being refused."""
    letter = outcome(door.opens(world, client))
    acted = door.method == "POST" and not door.only_reads
    return "F" if letter == "A" and acted and not client.written else letter


def _test_of(door: Door) -> Any:
    return lambda self: self.knock_as_all(door)


for one in OTHERS:
    setattr(TestDoors, "test_" + re.sub(r"\W+", "_", str(one)), _test_of(one))


@pytest.mark.parametrize("door", SOCKETS, ids=str)
def test_socket(door: Door, transactional_db: None) -> None:
    """A socket's server looks from threads of its own and sees only what is committed."""
    world = World()
    cookies = sessions_of(world)
    found = {}
    for actor, name in ACTORS.items():
        client = Knocker()
        client.cookies = cookies[actor]
        world.actor = world.fixture(name) if name else None  # nothing is taken back here, so nothing is forgotten
        found[actor] = knock(door, world, client)
    assert found == MATRIX[door.row]


def test_every_row_names_every_actor() -> None:
    wrong = {row for row, cells in MATRIX.items() if set(cells) != set(ACTORS) or set(cells.values()) - set("ANFL")}
    assert not wrong


def test_every_row_has_a_door_and_every_door_a_row() -> None:
    rows = {door.row for door in DOORS}
    assert rows - set(MATRIX) == set(), "doors without a row"
    assert set(MATRIX) - rows == set(), "rows nobody knocks on"


def test_no_two_doors_have_one_name() -> None:
    names = [re.sub(r"\W+", "_", str(door)) for door in DOORS]
    assert sorted(names) == sorted(set(names))
