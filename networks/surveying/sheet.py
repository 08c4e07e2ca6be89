"""A sheet as its page draws it: each question with what was answered, what is wrong, and on what it depends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surveys.enums import STEPS, Kind
from surveys.items import Item


@dataclass(frozen=True)
class Choice:
    """One thing to choose: the value that is sent, its words, whether it is chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Line:
    """A line of a matrix, or an answer to be given a place: its name in the form and its choices."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Drawn:
    """One item. `above` are the words of the question it depends on; `needs` is what must be chosen there, as sent."""

    item: Item
    number: int
    name: str
    choices: list[Choice]
    lines: list[Line]
    words: str
    wrong: str
    above: str
    needs: str


def drawn(items: list[Item], said: dict[str, Any], wrong: dict[str, str] | None = None) -> list[Drawn]:
    """The items with the answers `said` (as they are kept, or as they were sent)."""
    found: list[Drawn] = []
    numbers = {item.key: at for at, item in enumerate((one for one in items if one.asks), 1)}
    by_key = {item.key: item for item in items}
    for item in items:
        name, value = f"o-{item.key}", said.get(item.key)
        above = by_key.get(item.after)
        needs = f"o-{item.after}:{above.options.index(item.when)}" if above and item.when in above.options else ""
        found.append(
            Drawn(
                item=item,
                number=numbers.get(item.key, 0),
                name=name,
                choices=_choices(item, value),
                lines=_lines(item, name, value),
                words=str(value or "") if item.kind == Kind.TEXT else "",
                wrong=(wrong or {}).get(item.key, ""),
                above=above.text if above else "",
                needs=needs,
            )
        )
    return found


def _choices(item: Item, value: Any) -> list[Choice]:
    chosen = {str(one) for one in value} if isinstance(value, list) else {str(value)} if value is not None else set()
    if item.kind in (Kind.SINGLE, Kind.SEVERAL):
        return [Choice(str(at), words, str(at) in chosen) for at, words in enumerate(item.options)]
    return _steps(item, chosen) if item.kind == Kind.SCALE else []


def _steps(item: Item, chosen: set[str]) -> list[Choice]:
    return [Choice(str(step), str(step), str(step) in chosen) for step in range(1, STEPS + 1)]


def _lines(item: Item, name: str, value: Any) -> list[Line]:
    values = value if isinstance(value, list) else []

    def at(number: int) -> set[str]:
        return {str(values[number])} if number < len(values) and values[number] else set()

    if item.kind == Kind.MATRIX:
        return [Line(f"{name}-{n}", words, _steps(item, at(n))) for n, words in enumerate(item.rows)]
    if item.kind == Kind.RANKING:
        places = range(1, len(item.options) + 1)
        return [
            Line(f"{name}-{n}", words, [Choice(str(one), str(one), str(one) in at(n)) for one in places])
            for n, words in enumerate(item.options)
        ]
    return []
