"""How good the answers are: judged questions over a made collection, for each engine that is there."""

from __future__ import annotations

import math
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from search import selectors
from tests.search.conftest import JUDGED

WANTED = 0.85


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def _ndcg(found: list[str], grades: dict[str, int]) -> float:
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(name, 0) for name in found]) / best


def _found(ask: str) -> list[str]:
    return [hit.url.split("/")[2] for hit in selectors.find(AnonymousUser(), ask).hits]


def test_judged_questions_are_answered_well(collection: Any, capsys: Any):
    scores = {query["ask"]: _ndcg(_found(query["ask"]), query["grades"]) for query in JUDGED["queries"]}
    mean = sum(scores.values()) / len(scores)
    worst = sorted(scores.items(), key=lambda item: item[1])[:5]
    with capsys.disabled():
        from django.db import connection

        print(f"\nsearch in {connection.vendor}: nDCG@10 {mean:.3f} over {len(scores)} questions; worst: {worst}")  # noqa: T201 - a figure to watch
    assert len(scores) >= 40
    assert mean >= WANTED
    assert min(scores.values()) > 0.4, worst


@pytest.mark.parametrize("ask", [query["ask"] for query in JUDGED["nothing"]])
def test_what_nobody_wrote_of_is_not_found(collection: Any, ask: str):
    assert _found(ask) == []


@pytest.mark.parametrize("query", JUDGED["queries"], ids=[query["ask"] for query in JUDGED["queries"]])
def test_every_engine_finds_the_same_things(collection: Any, query: dict):
    """The set is fixed by the words alone, so both databases give the same; only the order may differ."""
    found = set(_found(query["ask"]))
    assert {name for name, grade in query["grades"].items() if grade == 3} <= found
