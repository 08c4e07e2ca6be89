"""Reads `questions.txt` and measures answers: nDCG@10, with gains 7, 3 and 1 for its columns."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tests.search.judged.corpus import HERE, Made

PLACES = 10


@dataclass(frozen=True)
class Question:
    """What was asked, and grades 3, 2, 1 by the names of resources."""

    ask: str
    grades: dict[str, int]


def questions(made: list[Made], file: str = "questions.txt") -> list[Question]:
    """All judged questions of a file. Raises KeyError for a name that no resource has."""
    by_name: dict[str, list[str]] = {}
    for one in made:
        by_name.setdefault(one.topic, []).append(one.name)
        by_name[one.name] = [one.name]
    found = []
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        ask, *columns = (part.strip() for part in line.split("|"))
        grades: dict[str, int] = {}
        for grade, names in zip((3, 2, 1), columns, strict=False):
            for name in names.split():
                for resource in by_name[name]:
                    grades.setdefault(resource, grade)
        found.append(Question(ask, grades))
    return found


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:PLACES]))


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """How good the order is: 1 when no other ten would serve better."""
    return _gain([grades.get(name, 0) for name in found]) / _gain(sorted(grades.values(), reverse=True))
