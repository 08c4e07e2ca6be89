"""The closed list of sizes in which pictures are shown (CM-06), made when a page is published.

A visitor's request then only reads; formats go from the smallest the browser knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Picture as PictureTag
from wagtail.images.shortcuts import get_renditions_or_not_found

from pages.models import Picture

SHAPES: dict[str, tuple[tuple[str, ...], str]] = {
    "wide": (
        tuple(f"width-{width}|format-{form}" for form in ("avif", "webp", "jpeg") for width in (480, 960, 1440)),
        "(min-width: 64rem) 60rem, 100vw",
    ),
    "card": (
        tuple(f"fill-{size}|format-{form}" for form in ("avif", "webp", "jpeg") for size in ("400x225", "800x450")),
        "(min-width: 40rem) 24rem, 100vw",
    ),
    "face": (tuple(f"fill-160x160|format-{form}" for form in ("avif", "webp", "jpeg")), "80px"),
    "share": (("fill-1200x630|format-jpeg",), ""),
}
"""Shape → (filters, the `sizes` attribute)."""


def specs(*shapes: str) -> list[str]:
    """All filters of these shapes."""
    return [spec for shape in shapes for spec in SHAPES[shape][0]]


def make(pictures: Iterable[Picture]) -> None:
    """Make every size of these pictures that is not there yet."""
    for picture in pictures:
        get_renditions_or_not_found(picture, specs(*SHAPES))


def drawn(picture: Any, shape: str, alt: str, *, first: bool = False) -> SafeString:
    """A `<picture>` with sources, size and alternative text; `first` for what is seen without scrolling."""
    filters, sizes = SHAPES[shape]
    found = get_renditions_or_not_found(picture, filters)
    attributes = {"alt": alt, "sizes": sizes, "loading": "eager" if first else "lazy", "decoding": "async"}
    if first:
        attributes["fetchpriority"] = "high"
    return mark_safe(PictureTag(found, attributes).__html__())  # noqa: S308 - Wagtail escapes the attributes


def address(picture: Any, shape: str) -> str:
    """The address of a shape that has one size."""
    return get_renditions_or_not_found(picture, SHAPES[shape][0])[SHAPES[shape][0][0]].url
