"""Before and after: the same people in two surveys, known by a word of their own, of which only a digest is kept.

At the end of the first survey its sheets go; what stays until the second one ends are its steps of scales beside the
digest, in the order of digests. At the end of the second one they become means and go too (docs/decisions/0011).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from surveys.enums import Kind
from surveys.items import Item
from surveys.outcome import FEWEST

SHORTEST, LONGEST = 6, 80
"""Characters of a word of one's own."""


def tidied_word(word: str) -> str:
    """The word as it is counted with: in the second survey people write it with other spaces and capitals."""
    return " ".join(word.split()).casefold()


@dataclass(frozen=True)
class Measure:
    """A step of a scale that is compared: of a question, or of one line of a matrix."""

    key: str
    row: int | None
    text: str

    def of(self, said: dict[str, Any]) -> int | None:
        """The step somebody chose."""
        value = said.get(self.key)
        return value if self.row is None or value is None else value[self.row]


def measures(items: list[Item]) -> list[Measure]:
    """What can be compared in a survey."""
    found = [Measure(item.key, None, item.text) for item in items if item.kind == Kind.SCALE]
    return found + [
        Measure(item.key, at, f"{item.text.rstrip('?.:')}: {row}")
        for item in items
        if item.kind == Kind.MATRIX
        for at, row in enumerate(item.rows)
    ]


def _words(sheets: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What was said, by word; a word that two people had is nobody's."""
    often = Counter(sheet["word"] for sheet in sheets if sheet.get("word"))
    return {sheet["word"]: sheet["said"] for sheet in sheets if often.get(sheet.get("word", "")) == 1}


def kept(items: list[Item], sheets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What stays of the first survey until the second one ends: steps of scales by word, in the order of words."""
    keys = {one.key for one in measures(items)}
    found = _words(sheets)
    return [
        {"word": word, "said": {key: value for key, value in sorted(found[word].items()) if key in keys}}
        for word in sorted(found)
    ]


def compared(
    before: tuple[list[Item], list[dict[str, Any]], dict[str, Any]], items: list[Item], sheets: list[dict[str, Any]]
) -> dict[str, Any]:
    """The same people before and after: {"count", "rows": [{"text", "count", "before", "after", "up", "same",
    "down"}]}.

    `before` are the items, what was kept, and the outcome of the first survey. Nothing is said of fewer than five
    people, nor where those left over, before or after, are from one to four: their answers would be the difference.
    """
    old_items, old_words, old_outcome = before
    now, then = _words(sheets), {one["word"]: one["said"] for one in old_words}
    both = sorted(set(now) & set(then))
    if len(both) < FEWEST:
        return {"few": True}
    rows = []
    known = {(one.key, one.row, one.text.casefold()) for one in measures(old_items)}
    for one in measures(items):
        if (one.key, one.row, one.text.casefold()) not in known:
            continue
        steps = [
            (a, b) for word in both if (a := one.of(then[word])) is not None and (b := one.of(now[word])) is not None
        ]
        all_now = sum(one.of(sheet["said"]) is not None for sheet in sheets)
        left = (_whole(one, old_outcome) - len(steps), all_now - len(steps))
        if len(steps) >= FEWEST and all(rest == 0 or rest >= FEWEST for rest in left):
            rows.append({"text": one.text} | _change(steps))
    return {"count": len(both), "rows": rows}


def _whole(one: Measure, outcome: dict[str, Any]) -> int:
    """How many answered it in the first survey, as its outcome says; none where that says nothing."""
    held = outcome.get("questions", {}).get(one.key, {})
    values = held if one.row is None else held.get("rows", [{}] * (one.row + 1))[one.row]
    return sum(values.get("counts", ()))


def _change(steps: list[tuple[int, int]]) -> dict[str, Any]:
    count = len(steps)
    return {
        "count": count,
        "before": round(sum(a for a, _b in steps) / count, 2),
        "after": round(sum(b for _a, b in steps) / count, 2),
        "up": sum(b > a for a, b in steps),
        "same": sum(b == a for a, b in steps),
        "down": sum(b < a for a, b in steps),
    }
