"""The words of the demo data: files a person can read and mend."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """A TOML file of words."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Said:
    """One post: who (a number or an account's name), what, how deep."""

    who: str
    text: str
    depth: int


@dataclass
class Talk:
    """One thread with its posts in order."""

    network: str
    title: str
    who: str
    days_ago: int
    posts: list[Said] = field(default_factory=list)


def talks() -> list[Talk]:
    """The threads of threads.txt: `== network | title | who | days ago`, then posts with `>` for depth."""
    found: list[Talk] = []
    for line in (HERE / "threads.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            network, title, who, days = [part.strip() for part in line[3:].split("|")]
            found.append(Talk(network, title, who, int(days)))
        elif line.startswith(">"):
            marks, rest = line.split(" ", 1)
            who, text = [part.strip() for part in rest.split("|", 1)]
            found[-1].posts.append(Said(who, text, len(marks)))
        elif line.strip():
            found[-1].posts.append(Said(found[-1].who, line.strip(), 0))
    return found
