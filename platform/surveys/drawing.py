"""An outcome as a page or a table shows it: named bars, means, words; beside them those of an earlier survey."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from surveys.enums import STEPS, Kind
from surveys.items import Item, items_of
from surveys.models import Survey


@dataclass(frozen=True)
class Bar:
    """One line of a chart: what was counted, the number, the width of its bar in hundredths; and the same earlier."""

    label: str
    value: float
    share: int
    before: float | None = None
    note: str = ""


@dataclass
class Shown:
    """One question's outcome. `measure` says what the numbers are: count, mean, place."""

    item: Item
    few: bool = False
    answered: int = 0
    measure: str = "count"
    bars: list[Bar] = field(default_factory=list)
    mean: float | None = None
    mean_before: float | None = None
    words: list[str] = field(default_factory=list)

    @property
    def compares(self) -> bool:
        """Whether an earlier survey has numbers to set beside these."""
        return any(bar.before is not None for bar in self.bars)


def shown(survey: Survey, before: Survey | None = None) -> list[Shown]:
    """What may be shown of a closed survey, heading by heading; empty when fewer than five people answered.

    Numbers of `before` stand beside those of a question asked in the same words; shares, where people chose answers.
    """
    held = survey.outcome.get("questions")
    if not held:
        return []
    found = []
    earlier = _earlier(before)
    for item in items_of(survey.items):
        if not item.asks:
            found.append(Shown(item))
            continue
        values = held.get(item.key, {"few": True})
        if values.get("few"):
            found.append(Shown(item, few=True))
            continue
        old_item, old = earlier.get((item.key, item.kind, item.text.casefold()), (item, {}))
        one = Shown(item, answered=values["answered"])
        _DRAWN[Kind(item.kind)](one, values, old_item, old)
        found.append(one)
    return found


def _earlier(before: Survey | None) -> dict[tuple[str, str, str], tuple[Item, dict[str, Any]]]:
    if before is None:
        return {}
    held = before.outcome.get("questions", {})
    return {
        (item.key, item.kind, item.text.casefold()): (item, held[item.key])
        for item in items_of(before.items)
        if item.key in held and not held[item.key].get("few")
    }


def _percent(part: float, whole: float) -> int:
    return round(100 * part / whole) if whole else 0


def _by_option(item: Item, old_item: Item, numbers: list[Any] | None) -> dict[str, Any]:
    """Earlier numbers by the words of their answers."""
    return dict(zip((one.casefold() for one in old_item.options), numbers or (), strict=False))


def _options(one: Shown, values: dict[str, Any], old_item: Item, old: dict[str, Any]) -> None:
    before = _by_option(one.item, old_item, old.get("counts"))
    one.measure = "share"
    for label, count in zip(one.item.options, values["counts"], strict=True):
        past = before.get(label.casefold())
        share = _percent(count, one.answered)
        then = None if past is None else _percent(past, old["answered"])
        one.bars.append(Bar(label, count, share, then))


def _scale(one: Shown, values: dict[str, Any], _old_item: Item, old: dict[str, Any]) -> None:
    one.measure, one.mean, one.mean_before = "share", values["mean"], old.get("mean")
    ends = {1: one.item.least, STEPS: one.item.most}
    counts = old.get("counts")
    for step, count in enumerate(values["counts"], 1):
        label = f"{step} – {ends[step]}" if ends.get(step) else str(step)
        then = _percent(counts[step - 1], old["answered"]) if counts else None
        one.bars.append(Bar(label, count, _percent(count, one.answered), then))


def _matrix(one: Shown, values: dict[str, Any], old_item: Item, old: dict[str, Any]) -> None:
    one.measure = "mean"
    past = dict(zip((row.casefold() for row in old_item.rows), old.get("rows", ()), strict=False))
    for label, row in zip(one.item.rows, values["rows"], strict=True):
        if row.get("few") or row["mean"] is None:
            continue
        counts = " · ".join(f"{step}: {count}" for step, count in enumerate(row["counts"], 1))
        then = past.get(label.casefold(), {}).get("mean")
        one.bars.append(Bar(label, row["mean"], _percent(row["mean"], STEPS), then, counts))


def _ranking(one: Shown, values: dict[str, Any], old_item: Item, old: dict[str, Any]) -> None:
    one.measure = "place"
    past = _by_option(one.item, old_item, old.get("means"))
    last = len(one.item.options)
    rows = sorted(zip(one.item.options, values["means"], values["counts"], strict=True), key=lambda row: row[1])
    for label, mean, firsts in rows:
        width = _percent(last - mean + 1, last)
        one.bars.append(Bar(label, mean, width, past.get(label.casefold()), str(firsts)))


def _words(one: Shown, values: dict[str, Any], _old_item: Item, _old: dict[str, Any]) -> None:
    one.words = values["words"]


_DRAWN: dict[Kind, Any] = {
    Kind.SINGLE: _options,
    Kind.SEVERAL: _options,
    Kind.SCALE: _scale,
    Kind.MATRIX: _matrix,
    Kind.RANKING: _ranking,
    Kind.TEXT: _words,
}


def suggestion(one: Shown) -> tuple[str, str]:
    """What a goal of the plan made from this could begin with: (what, by which number); empty where nothing stands out.

    The line or statement with the lowest mean, the answer chosen most, the first in the order.
    """
    if one.item.kind == Kind.SCALE and one.mean is not None:
        return one.item.text.rstrip("."), f"{one.mean:.1f}"
    if one.item.kind == Kind.MATRIX and one.bars:
        lowest = min(one.bars, key=lambda bar: bar.value)
        return f"{one.item.text.rstrip('?.')}: {lowest.label}", f"{lowest.value:.1f}"
    if one.item.kind == Kind.RANKING and one.bars:
        return one.bars[0].label, ""
    if one.bars:
        return max(one.bars, key=lambda bar: bar.value).label, ""
    return "", ""


def in_a_line(one: Shown) -> str:
    """The numbers of one question as a line of words: its mean, or its answers with shares, means, places."""
    if one.mean is not None:
        return _("mean %(mean)s of 5") % {"mean": _one_place(one.mean)}
    if one.measure == "share":
        return ", ".join(f"{bar.label}: {bar.share}%" for bar in one.bars)
    return ", ".join(f"{bar.label}: {_one_place(bar.value)}" for bar in one.bars)


def _one_place(value: float) -> str:
    return number_format(value, 1)
