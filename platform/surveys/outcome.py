"""Answers into sums and words. What fewer than five people answered is left out before anything is kept (BR24)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from surveys.enums import STEPS, Kind
from surveys.items import Item, is_asked

FEWEST = 5
"""From how many answers anything is shown."""


def counted(items: list[Item], sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """What may be shown of the sheets: {"answered", "questions": {key: ...}}; below five answers only their number.

    A question answered by fewer than five says {"few": True} and nothing more, so does one in own words that was
    asked of fewer than five.
    """
    found: dict[str, Any] = {"answered": len(sheets)}
    if len(sheets) < FEWEST:
        return found
    found["questions"] = {item.key: _question(item, items, sheets) for item in items if item.asks}
    return found


def _question(item: Item, items: list[Item], sheets: list[dict[str, Any]]) -> dict[str, Any]:
    asked = [sheet for sheet in sheets if is_asked(item, items, sheet)]
    values = [sheet[item.key] for sheet in asked if item.key in sheet]
    enough = len(asked) if item.kind == Kind.TEXT else len(values)
    if enough < FEWEST:
        return {"few": True}
    return {"answered": len(values)} | _SUMS[Kind(item.kind)](item, values)


def _options(item: Item, values: list[Any]) -> dict[str, Any]:
    chosen = Counter(number for value in values for number in (value if isinstance(value, list) else [value]))
    return {"counts": [chosen[number] for number in range(len(item.options))]}


def _steps(values: list[int]) -> dict[str, Any]:
    held = Counter(values)
    mean = round(sum(values) / len(values), 2) if values else None
    return {"counts": [held[step] for step in range(1, STEPS + 1)], "mean": mean}


def _scale(_item: Item, values: list[int]) -> dict[str, Any]:
    return _steps(values)


def _matrix(item: Item, values: list[list[int | None]]) -> dict[str, Any]:
    columns = [[value[row] for value in values if value[row] is not None] for row in range(len(item.rows))]
    return {"rows": [_steps(column) if len(column) >= FEWEST else {"few": True} for column in columns]}


def _ranking(item: Item, values: list[list[int]]) -> dict[str, Any]:
    """The mean place of each answer, and how often each was the first."""
    means = [round(sum(value[at] for value in values) / len(values), 2) for at in range(len(item.options))]
    return {"means": means, "counts": [sum(value[at] == 1 for value in values) for at in range(len(item.options))]}


def _words(_item: Item, values: list[str]) -> dict[str, Any]:
    """In the order of the alphabet: nothing says which words came from one sheet."""
    return {"words": sorted(values, key=lambda words: (words.casefold(), words))}


_SUMS: dict[Kind, Any] = {
    Kind.SINGLE: _options,
    Kind.SEVERAL: _options,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.TEXT: _words,
}
