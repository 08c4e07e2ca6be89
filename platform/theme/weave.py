"""A woven pattern drawn from a slug alone: the same slug gives the same pattern, everywhere and for ever.

It is woven as cloth is: a threading, a treadling and a tie-up of four shafts say at each crossing whether the
warp (upright) or the weft (across) lies on top; the colours come in stripes, as in the folk cloth of Łowicz.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

CELL = 10
THREAD = 8

SHAPES = {"card": (36, 8), "band": (120, 8), "tile": (10, 10), "cover": (40, 24), "share": (48, 25)}
"""Threads across and down."""

PALETTES: tuple[tuple[str, str, str], ...] = (
    ("teal", "linen", "ochre"),
    ("ink", "linen", "madder"),
    ("madder", "linen", "moss"),
    ("plum", "rose", "linen"),
    ("moss", "linen", "ochre"),
    ("walnut", "linen", "teal"),
    ("ink", "sky", "ochre"),
    ("teal", "sky", "linen"),
    ("madder", "ochre", "linen"),
    ("plum", "linen", "teal"),
    ("walnut", "ochre", "rose"),
    ("moss", "sky", "linen"),
    ("ink", "rose", "linen"),
    ("teal", "rose", "walnut"),
)
"""Ground thread, its companion and the accent; each family was looked at on paper and on night."""

FIXED = {
    "teal": "#2b7f7e",
    "ink": "#3d567d",
    "madder": "#b9583f",
    "ochre": "#d49a3b",
    "moss": "#7d8a44",
    "plum": "#835276",
    "sky": "#82a9b6",
    "rose": "#cb8d80",
    "linen": "#e2d6bd",
    "walnut": "#6d5440",
    "ground": "#2f281e",
}
"""Colours of a pattern that stands alone as a picture, outside our styles."""

THREADINGS: tuple[tuple[int, ...], ...] = (
    (0, 1, 2, 3),
    (0, 1, 2, 3, 2, 1),
    (0, 1, 2, 3, 0, 1, 2, 3, 2, 1, 0, 3, 2, 1),
    (0, 1, 0, 2, 1, 2, 3, 2, 3, 0),
    (0, 0, 1, 1, 2, 2, 3, 3),
    (0, 1, 2, 3, 1, 0, 3, 2),
)
TIE_UPS: tuple[tuple[str, str, str, str], ...] = (
    ("1100", "0110", "0011", "1001"),
    ("1110", "0111", "1011", "1101"),
    ("1000", "0100", "0010", "0001"),
    ("1010", "0101", "1010", "0101"),
    ("1100", "0011", "1010", "0101"),
)
STRIPES: tuple[str, ...] = ("aaab", "aab", "aaaaaabbc", "aabbccbb", "aaaabcb", "ab", "aaaaac", "bbaac", "aaaabbbbcc")


@dataclass(frozen=True)
class Cloth:
    """One pattern before drawing: which thread is on top at each crossing, and the colour of each thread."""

    warp_on_top: tuple[tuple[bool, ...], ...]
    warp: tuple[str, ...]
    weft: tuple[str, ...]


def _dice(slug: str) -> list[int]:
    return list(hashlib.blake2b(slug.encode(), digest_size=16, person=b"splot-weave").digest())


@dataclass(frozen=True)
class Plan:
    """What a weaver is told: each sequence repeats for as long as there is cloth."""

    threading: tuple[int, ...]
    treadling: tuple[int, ...]
    tie_up: tuple[str, ...]
    warp: tuple[str, ...]
    weft: tuple[str, ...]


def planned(slug: str) -> Plan:
    """The plan of `slug`, the same for every shape."""
    dice = _dice(slug)
    colours = dict(zip("abc", PALETTES[dice[0] % len(PALETTES)], strict=True))
    # The weft has its own order, so that no two slugs of one family look alike.
    crossing = STRIPES[dice[5] % len(STRIPES)].translate(str.maketrans("abc", "bca" if dice[6] % 2 else "cab"))
    return Plan(
        threading=THREADINGS[dice[1] % len(THREADINGS)],
        treadling=THREADINGS[dice[2] % len(THREADINGS)],
        tie_up=TIE_UPS[dice[3] % len(TIE_UPS)],
        warp=tuple(colours[letter] for letter in STRIPES[dice[4] % len(STRIPES)]),
        weft=tuple(colours[letter] for letter in crossing),
    )


def cloth(slug: str, shape: str = "card") -> Cloth:
    """The cloth of `slug` in one of SHAPES. Raises KeyError for another shape."""
    plan, (across, down) = planned(slug), SHAPES[shape]
    return Cloth(
        warp_on_top=tuple(
            tuple(plan.tie_up[_at(plan.treadling, row)][_at(plan.threading, column)] == "1" for column in range(across))
            for row in range(down)
        ),
        warp=tuple(_at(plan.warp, column) for column in range(across)),
        weft=tuple(_at(plan.weft, row) for row in range(down)),
    )


def _at(sequence: Sequence, place: int):
    return sequence[place % len(sequence)]


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of each stretch where the weft lies on top."""
    runs: list[tuple[int, int]] = []
    for place, warp in enumerate(row):
        if warp:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _paths(woven: Cloth) -> list[tuple[str, int, str]]:
    """(colour, width, path): the warp whole, then the weft where it goes over, each with a dark edge for depth."""
    height = len(woven.weft) * CELL
    warp: dict[str, str] = {}
    for column, colour in enumerate(woven.warp):
        warp[colour] = warp.get(colour, "") + f"M{column * CELL + CELL // 2} 0V{height}"
    weft: dict[str, str] = {}
    edges = ""
    for row, colour in enumerate(woven.weft):
        for start, length in _runs(woven.warp_on_top[row]):
            y = row * CELL + CELL // 2
            edges += f"M{start * CELL} {y}h{length * CELL}"
            weft[colour] = weft.get(colour, "") + f"M{start * CELL} {y}h{length * CELL}"
    drawn = [(colour, THREAD, path) for colour, path in warp.items()]
    if edges:
        drawn.append(("edge", CELL, edges))
    return drawn + [(colour, THREAD, path) for colour, path in weft.items()]


def _dashes(drawn: Sequence[bool], width: int) -> str:
    """A dash pattern over one period: lengths of stretches drawn and left out, turn about, in units of `width`."""
    runs = [(is_on, sum(width for _ in stretch)) for is_on, stretch in groupby(drawn)]
    lengths = [length for _, length in ([] if runs[0][0] else [(True, 0)]) + runs]
    return " ".join(map(str, lengths + [0] * (len(lengths) % 2)))


def _line(colour: str, dashes: str, middles: Sequence[int], thick: int | None = None) -> str:
    width = f' stroke-width="{thick}"' if thick else ""
    across = "".join(f"M0 {middle}h1200" for middle in middles)
    return f'<path class="thread-{colour}"{width} stroke-dasharray="{dashes}" d="{across}"/>'


def _lines(slug: str, shape: str) -> Iterator[str]:
    """The cloth as dashed lines, which repeat by themselves and so stay short.

    The warp as bars; then the edges of the weft, which lies in rows that do not touch, and the weft itself; rows with
    the same dashes are one line.
    """
    plan, (_across, down) = planned(slug), SHAPES[shape]
    for colour in dict.fromkeys(plan.warp):
        bars = [here for thread in plan.warp for here in (False, *(thread == colour,) * THREAD, False)]
        yield _line(colour, _dashes(bars, 1), [down * CELL // 2], down * CELL)
    edges: dict[str, list[int]] = {}
    weft: dict[tuple[str, str], list[int]] = {}
    for row in range(down):
        tied = plan.tie_up[_at(plan.treadling, row)]
        over = [tied[shaft] == "0" for shaft in plan.threading]
        if any(over):
            dashes, middle = _dashes(over, CELL), row * CELL + CELL // 2
            edges.setdefault(dashes, []).append(middle)
            weft.setdefault((_at(plan.weft, row), dashes), []).append(middle)
    yield f'<g stroke-width="{CELL}">' + "".join(_line("edge", dashes, rows) for dashes, rows in edges.items()) + "</g>"
    yield from (_line(colour, dashes, rows) for (colour, dashes), rows in weft.items())


@lru_cache(maxsize=2048)
def inline(slug: str, shape: str = "card") -> str:
    """The pattern as SVG for a page: decoration only, coloured by classes so that it follows the theme."""
    across, down = SHAPES[shape]
    return (
        f'<svg class="weave weave--{shape}" viewBox="0 0 {across * CELL} {down * CELL}" '
        f'preserveAspectRatio="xMidYMid slice" stroke-width="{THREAD}" '
        f'aria-hidden="true">{"".join(_lines(slug, shape))}</svg>'
    )


@lru_cache(maxsize=256)
def picture(slug: str, shape: str = "cover") -> str:
    """The pattern as an SVG file of its own, with fixed colours (covers of reports, pictures for sharing)."""
    woven = cloth(slug, shape)
    width, height = len(woven.warp) * CELL, len(woven.weft) * CELL
    paths = "".join(
        f'<path stroke="{FIXED.get(colour, FIXED["ground"])}" stroke-width="{thick}" d="{path}"/>'
        for colour, thick, path in _paths(woven)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="{width}" height="{height}" fill="{FIXED["ground"]}"/><g fill="none">{paths}</g></svg>'
    )
