"""What can be drawn on a room's board, and the board as a drawing. No database, no clock.

A mark is {kind, ink, points, text}: whole numbers on a sheet of WIDTH by HEIGHT; `text` only where kind is "text".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 1600, 900
INKS = ("#1d1a16", "#0b5f5e", "#a8321f", "#1f4e9c", "#8a5a00")
"""Each is told from white paper by 4.5 to 1 at least."""
MOST_POINTS = 300
LONGEST_TEXT = 120
LETTERS = 36
"""Height of a written line on the sheet."""
COUNTS = {"pen": (2, MOST_POINTS), "line": (2, 2), "box": (2, 2), "oval": (2, 2), "text": (1, 1)}
"""Fewest and most points of each kind."""

Mark = dict[str, Any]


class StrangeMarkError(Exception):
    """What came is no mark of a board."""


def _number(value: Any, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise StrangeMarkError
    return value


def mark(given: Any) -> Mark:
    """The mark in what a frame carries, and nothing beside it. Raises StrangeMarkError."""
    if not isinstance(given, dict) or not isinstance(given.get("kind"), str) or given["kind"] not in COUNTS:
        raise StrangeMarkError
    kind, points = given["kind"], given.get("points")
    fewest, most = COUNTS[kind]
    if not isinstance(points, list) or len(points) % 2 or not fewest <= len(points) // 2 <= most:
        raise StrangeMarkError
    places = [_number(value, HEIGHT if at % 2 else WIDTH) for at, value in enumerate(points)]
    made: Mark = {"kind": kind, "ink": _number(given.get("ink"), len(INKS) - 1), "points": places}
    if kind == "text":
        text = given.get("text")
        words = " ".join(text.split()) if isinstance(text, str) else ""
        if not 0 < len(words) <= LONGEST_TEXT or not words.isprintable():
            raise StrangeMarkError
        made["text"] = words
    return made


def drawing(marks: Iterable[Mark], title: str) -> str:
    """The board as an SVG picture that holds nothing but shapes and words."""
    drawn = "".join(map(_drawn, marks))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<title>{escape(title)}</title><rect width="{WIDTH}" height="{HEIGHT}" fill="#fffdf7"/>{drawn}</svg>'
    )


def _drawn(made: Mark) -> str:
    ink, points = INKS[made["ink"]], made["points"]
    if made["kind"] == "text":
        where = f'x="{points[0]}" y="{points[1]}" font-size="{LETTERS}" font-family="Lato, sans-serif"'
        return f'<text {where} fill="{ink}">{escape(made["text"])}</text>'
    line = f'fill="none" stroke="{ink}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
    if made["kind"] in ("pen", "line"):
        places = " ".join(f"{x},{y}" for x, y in zip(points[::2], points[1::2], strict=True))
        return f'<polyline points="{places}" {line}/>'
    (left, right), (top, bottom) = sorted(points[::2]), sorted(points[1::2])
    if made["kind"] == "box":
        return f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" {line}/>'
    middle = f'cx="{(left + right) // 2}" cy="{(top + bottom) // 2}"'
    return f'<ellipse {middle} rx="{(right - left) // 2}" ry="{(bottom - top) // 2}" {line}/>'
