"""The picture of an outcome for shared links, drawn on the server: its woven pattern, its title, who worked it out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from theme import weave

SIZE = (1200, 630)
PAPER, INK, QUIET = "#faf6ee", "#241f18", "#5b5244"
EDGE, BAND = 72, 150
MOST_LINES = 5
LATIN = 0x100
"""Signs from here on are in the second file of the typeface."""


@cache
def _font(weight: int, size: int, part: str) -> Any:
    """The front end's Lato where it is built; without it the typeface Pillow carries."""
    file = settings.ROOT / "var" / "front" / "print" / f"lato-{part}-{weight}-normal.ttf"
    return ImageFont.truetype(str(file), size) if file.exists() else ImageFont.load_default(size)


def _runs(words: str, weight: int, size: int) -> Iterator[tuple[str, Any]]:
    for far, letters in groupby(words, lambda sign: ord(sign) >= LATIN):
        yield "".join(letters), _font(weight, size, "latin-ext" if far else "latin")


def _width(words: str, weight: int, size: int) -> float:
    return sum(font.getlength(run) for run, font in _runs(words, weight, size))


def _write(draw: ImageDraw.ImageDraw, at: tuple[float, float], words: str, weight: int, size: int, ink: str) -> None:
    x, y = at
    for run, font in _runs(words, weight, size):
        draw.text((x, y), run, font=font, fill=ink, anchor="ls")
        x += font.getlength(run)


def _lines(words: str, weight: int, size: int, room: float) -> list[str]:
    """The words in lines that fit; one word longer than a line is cut."""
    lines: list[str] = []
    for word in words.split():
        while _width(word, weight, size) > room:
            word = word[:-2] + "…"
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, weight, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _weave(draw: ImageDraw.ImageDraw, slug: str) -> None:
    """The pattern of the slug as a band at the foot, thread over thread."""
    cloth, step = weave.cloth(slug, "share"), 25
    top = SIZE[1] - BAND
    draw.rectangle((0, top, *SIZE), fill=weave.FIXED["ground"])
    for row in range(BAND // step):
        for column in range(SIZE[0] // step):
            warp = cloth.warp_on_top[row][column]
            colour = weave.FIXED[cloth.warp[column] if warp else cloth.weft[row]]
            x, y = column * step, top + row * step
            across, down = (3, 0) if warp else (0, 3)
            draw.rectangle((x + across, y + down, x + step - across - 1, y + step - down - 1), fill=colour)


def drawn(*, slug: str, kind: str, title: str, network: str, place: str) -> bytes:
    """A PNG of 1200 × 630. The title is as large as fits; nothing but what the page itself says is in it."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    _weave(draw, slug)
    room = SIZE[0] - 2 * EDGE
    _write(draw, (EDGE, EDGE + 28), kind.upper(), 700, 28, QUIET)
    size, lines = 64, []
    while size >= 36:
        lines = _lines(title, 900, size, room)
        if len(lines) * size * 1.18 <= 260:
            break
        size -= 4
    y = EDGE + 60.0
    for line in lines[:MOST_LINES]:
        y += size * 1.18
        _write(draw, (EDGE, y), line, 900, size, INK)
    foot = " · ".join(part for part in (network, place) if part)
    for line in _lines(foot, 400, 28, room)[:1]:
        _write(draw, (EDGE, SIZE[1] - BAND - 28), line, 400, 28, QUIET)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
