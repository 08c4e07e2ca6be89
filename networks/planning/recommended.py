"""What the report of the year before recommended, line by line, until it is among the goals (A4, D34)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import shorten

from networks.models import Edition
from networks.planning.models import Goal

_BULLET = re.compile(r"^\s*(?:[-–—•*]+|\d+[.)])\s*")
LONGEST = 240
"""Characters of a goal's title."""


def lines_of(edition: Edition) -> list[str]:
    """The recommendations one by one, without their bullets and numbers."""
    found = (_BULLET.sub("", line).strip() for line in edition.recommendations.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def title_of(line: str) -> str:
    """The goal's title made of a recommendation."""
    return shorten(line, LONGEST, placeholder="…")


def waiting(edition: Edition, goals: Iterable[Goal]) -> list[tuple[int, str]]:
    """(number, words) of the recommendations that are not goals yet."""
    known = {goal.title.casefold() for goal in goals}
    lines = enumerate(lines_of(edition))
    return [(number, line) for number, line in lines if title_of(line).casefold() not in known]
