"""Plans without a year and without people: what an example is made of, and what a new plan is begun from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from networks.planning.enums import PointKind, Section
from networks.planning.spoken import month_name

FOLDER = Path(__file__).parent / "examples"
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+48[ -]?)?\b\d{3}[ -]?\d{3}[ -]?\d{3}\b")


@dataclass(frozen=True)
class Outline:
    """A plan to start from. `content` has goal, words, goals (with a number each) and points by month."""

    name: str
    title: str
    summary: str
    content: dict[str, Any]

    @property
    def goals(self) -> list[dict[str, Any]]:
        """Its goals, for showing."""
        return self.content["goals"]

    @property
    def points(self) -> list[dict[str, Any]]:
        """Its points, in the order of the school year, each with `month_name`."""
        points = [point | {"month_name": month_name(point["month"])} for point in self.content["points"]]
        return sorted(points, key=lambda point: (point["month"] - 9) % 12)

    @property
    def number(self) -> int:
        """Its number, for one that a coordinator shared; 0 otherwise."""
        return int(self.name.removeprefix("shared-")) if self.name.startswith("shared-") else 0


@cache
def ready() -> dict[str, Outline]:
    """The examples that come with the platform, by name."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        content = {
            "goal": raw["goal"],
            "words": {name: raw["words"].get(name, "").strip() for name in Section.values},
            "goals": [{"number": at, **goal} for at, goal in enumerate(raw["goals"], start=1)],
            "points": [{"months": 1, **point, "kind": PointKind(point["kind"]).value} for point in raw["points"]],
        }
        found[path.stem] = Outline(path.stem, raw["title"], raw["summary"], content)
    return found


def outline_of(content: dict[str, Any], *, names: Iterable[str] = ()) -> dict[str, Any]:
    """A frozen plan (versions.content_of) as an outline: months instead of days, nobody's name, address or number.

    `names` are the people whose names are taken out of the words.
    """
    numbers = {goal["id"]: at for at, goal in enumerate(content["goals"], start=1)}

    def bare(text: str) -> str:
        for name in names:
            if len(name) > 3:
                text = re.sub(re.escape(name), "…", text, flags=re.IGNORECASE)
        return _ADDRESS.sub("…", text)

    return {
        "goal": bare(content["goal"]),
        "words": {name: bare(text) for name, text in content["words"].items()},
        "goals": [
            {
                "number": numbers[goal["id"]],
                "title": bare(goal["title"]),
                "criteria": bare(goal["criteria"]),
                "effect": bare(goal["effect"]),
            }
            for goal in content["goals"]
        ],
        "points": [_bare_point(point, numbers, bare) for point in content["points"]],
    }


def _bare_point(point: dict[str, Any], numbers: dict[int, int], bare: Any) -> dict[str, Any]:
    first, last = date.fromisoformat(point["starts_on"]), date.fromisoformat(point["ends_on"])
    return {
        "kind": point["kind"],
        "title": bare(point["title"]),
        "text": bare(point["text"]),
        "outcome": bare(point["outcome"]),
        "month": first.month,
        "months": (last.year - first.year) * 12 + last.month - first.month + 1,
        "goal": numbers.get(point["goal"]),
    }


def days_of(point: dict[str, Any], starts_on: date) -> tuple[date, date]:
    """The days of an outline's point in the school year that begins on `starts_on`."""
    first = month_of(point["month"], starts_on)
    last = min(12, (point["month"] - 9) % 12 + max(1, point.get("months") or 1))
    end_month = (9 + last - 1) % 12 or 12
    return first, end_of(month_of(end_month, starts_on))


def month_of(month: int, starts_on: date) -> date:
    """The first day of a month in the school year that begins on `starts_on`."""
    return date(starts_on.year + (month < 9), month, 1)


def end_of(first: date) -> date:
    """The last day of the month of `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
