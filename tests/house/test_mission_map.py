"""docs/mission-map.md is true: all demands stand in it, its screens have addresses, its tests exist."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import get_resolver

MAP = settings.ROOT / "docs" / "mission-map.md"
ROWS = re.findall(
    r"^\| (D\d+) \| .*? \| (?:`([a-z_:]+)`[^|]*|(not yet)) \| ([^|]+) \|$", MAP.read_text(encoding="utf-8"), flags=re.M
)


def names() -> set[str]:
    """Every name of an address, with its app's."""
    resolver = get_resolver()
    found = {name for name in resolver.reverse_dict if isinstance(name, str)}
    for space, (_prefix, inner) in resolver.namespace_dict.items():
        found |= {f"{space}:{name}" for name in inner.reverse_dict if isinstance(name, str)}
    return found


def test_every_demand_stands_here_once():
    assert [row[0] for row in ROWS] == [f"D{number}" for number in range(1, 117)]


@pytest.mark.parametrize("row", [row for row in ROWS if not row[2]], ids=lambda row: row[0])
def test_screen_and_test_exist(row):
    _demand, screen, _not_yet, test = row
    assert screen in names()
    assert (settings.ROOT / test.strip()).is_file()
