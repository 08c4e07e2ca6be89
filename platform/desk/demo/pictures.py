"""Flat pictures of the demo outcomes, drawn at set-up in the platform's own colours."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

PAPER, SAND, INK, TEAL, LEAF, AMBER, BRICK, SKY = (
    "#f6efe2", "#e4d3b3", "#22343a", "#17696a", "#6f9a76", "#d99a3b", "#b05a42", "#bcd3d4",
)  # fmt: skip
SIZE = (1200, 750)
FINE = 2
"""Drawn at twice the size and scaled down, for smooth edges."""


def _turned(image: Image.Image, box: tuple[int, int, int, int], colour: str, angle: float) -> None:
    card = Image.new("RGBA", (box[2] * FINE, box[3] * FINE), colour)
    pen = ImageDraw.Draw(card)
    for line in range(3):
        top = (40 + line * 34) * FINE
        pen.rectangle([22 * FINE, top, (box[2] - 22 - line * 30) * FINE, top + 7 * FINE], fill=INK)
    card = card.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
    image.paste(card, (box[0] * FINE, box[1] * FINE), card)


def box_of_errors(image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    """Colourful cards spilling from a cardboard box onto a desk."""
    _area(draw, 0, 520, 1200, 750, SAND)
    for place, colour, angle in [
        ((150, 470, 190, 150), AMBER, 14), ((370, 545, 190, 150), PAPER, -8), ((640, 560, 190, 150), SKY, 6),
        ((860, 500, 190, 150), LEAF, -16),
    ]:  # fmt: skip
        _turned(image, place, colour, angle)
    draw.polygon(_points([(420, 270), (780, 270), (820, 560), (380, 560)]), fill=BRICK)
    draw.polygon(_points([(420, 270), (780, 270), (740, 220), (460, 220)]), fill="#8d4533")
    for place, colour, angle in [((470, 120, 170, 140), PAPER, 10), ((590, 100, 170, 140), AMBER, -12)]:
        _turned(image, place, colour, angle)
    draw.polygon(_points([(420, 270), (780, 270), (782, 300), (418, 300)]), fill=BRICK)


def book_and_tea(image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    """An open book, glasses and a mug of tea on a wooden table."""
    for row in range(6):
        _area(draw, 0, row * 130, 1200, row * 130 + 122, "#c9a774" if row % 2 else "#c19c66")
    draw.polygon(_points([(230, 180), (560, 220), (560, 600), (200, 560)]), fill=PAPER)
    draw.polygon(_points([(560, 220), (890, 180), (920, 560), (560, 600)]), fill="#fbf6ec")
    for line in range(9):
        _area(draw, 270, 255 + line * 32, 520 - (line % 3) * 30, 262 + line * 32, "#9a9484")
        _area(draw, 600, 255 + line * 32, 850 - (line % 4) * 26, 262 + line * 32, "#9a9484")
    _round(draw, 930, 120, 1130, 320, TEAL)
    _round(draw, 955, 145, 1105, 295, "#a5602a")
    for left in (640, 760):
        draw.ellipse(_corners(left, 610, left + 105, 700), outline=INK, width=9 * FINE)
    draw.line(_points([(745, 655), (760, 655)]), fill=INK, width=9 * FINE)


def brook(image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    """A shallow brook with stones, a wooden footbridge and trees."""
    _area(draw, 0, 0, 1200, 330, SKY)
    _area(draw, 0, 300, 1200, 750, LEAF)
    for left, top in [(40, 120), (190, 70), (880, 90), (1030, 140), (340, 150), (760, 160)]:
        _area(draw, left + 52, top + 130, left + 70, top + 260, "#6b4a33")
        _round(draw, left, top, left + 122, top + 165, TEAL)
    draw.polygon(_points([(480, 300), (700, 300), (1010, 750), (150, 750)]), fill="#8fb9c4")
    chance = random.Random(7)  # noqa: S311 - a drawing
    for _stone in range(26):
        top = chance.randint(330, 700)
        left = chance.randint(590 - (top - 260) // 2, 570 + (top - 260) // 2)
        size = 16 + (top - 300) // 9
        _round(draw, left, top, left + size * 2, top + size, chance.choice(["#d8d2c4", "#b9b3a6", "#97958c"]))
    _area(draw, 300, 410, 900, 446, "#8a5a3a")
    for left in range(310, 900, 62):
        _area(draw, left, 360, left + 14, 446, "#6e452b")
    _area(draw, 300, 352, 900, 366, "#6e452b")


def shelf(image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    """A wooden shelf of colourful books with little notes on them."""
    _area(draw, 0, 0, 1200, 750, SAND)
    _area(draw, 120, 60, 1080, 700, "#9a6b43")
    chance = random.Random(3)  # noqa: S311 - a drawing
    for bottom in (350, 660):
        _area(draw, 150, bottom - 260, 1050, bottom, "#7a5232")
        left = 165
        while left < 1000:
            wide, tall = chance.randint(38, 70), chance.randint(170, 240)
            colour = chance.choice([TEAL, AMBER, BRICK, LEAF, SKY, PAPER])
            _area(draw, left, bottom - tall, left + wide, bottom, colour)
            if chance.random() < 0.45:
                _area(draw, left + 6, bottom - tall + 40, left + wide - 6, bottom - tall + 78, "#fffdf6")
            left += wide + 5
        _area(draw, 120, bottom, 1080, bottom + 22, "#9a6b43")


def _points(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(x * FINE, y * FINE) for x, y in points]


def _corners(left: int, top: int, right: int, bottom: int) -> list[int]:
    return [left * FINE, top * FINE, right * FINE, bottom * FINE]


def _area(draw: ImageDraw.ImageDraw, left: int, top: int, right: int, bottom: int, colour: str) -> None:
    draw.rectangle(_corners(left, top, right, bottom), fill=colour)


def _round(draw: ImageDraw.ImageDraw, left: int, top: int, right: int, bottom: int, colour: str) -> None:
    draw.ellipse(_corners(left, top, right, bottom), fill=colour)


SCENES: dict[str, Callable[[Image.Image, ImageDraw.ImageDraw], None]] = {
    "box": box_of_errors,
    "book": book_and_tea,
    "brook": brook,
    "shelf": shelf,
}


def drawn(scene: str) -> bytes:
    """The PNG of a scene, 1200 × 750."""
    image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    SCENES[scene](image, ImageDraw.Draw(image))
    out = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
