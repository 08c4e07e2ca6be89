"""docs/mission-map.md is true: all demands stand in it, its screens have addresses, its tests exist."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import get_resolver

MAP = settings.ROOT / "docs" / "mission-map.md"
ROWS = re.findall(r"^\| (D\d+) \| .*? \| ([^|]+) \| ([^|]+) \|$", MAP.read_text(encoding="utf-8"), flags=re.M)
BUILT = [row for row in ROWS if row[1] != "not yet"]


def names() -> set[str]:
    """Every name of an address, with its app's."""
    resolver = get_resolver()
    found = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_prefix, inner) in resolver.namespace_dict.items():
        found |= {f"{space}:{name}" for name in inner.reverse_dict if isinstance(name, str)}
    return found


def test_every_demand_stands_here_once():
    assert [row[0] for row in ROWS] == [f"D{number}" for number in range(1, 117)]


@pytest.mark.parametrize("row", BUILT, ids=lambda row: row[0])
def test_screens_and_tests_exist(row):
    """Each screen named stands in backticks, each test is a file; several are parted by commas."""
    _demand, screens, tests = row
    named = re.findall(r"`([^`]+)`", screens)
    assert named
    assert set(named) <= names()
    assert [test for test in tests.split(",") if not (settings.ROOT / test.strip()).is_file()] == []
