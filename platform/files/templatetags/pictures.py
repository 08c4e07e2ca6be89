"""Pictures in templates: the width that fits the screen, room kept for it, loaded when it is needed."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from files.models import StoredFile

register = template.Library()


@register.simple_tag
def picture(file: StoredFile, alt: str, sizes: str = "100vw", first: bool = False, css: str = "") -> SafeString:
    """An `<img>` of a picture with its widths; the whole one while the worker has not made them.

    `alt` is demanded; `sizes` says how wide it stands; `first` is for the one seen at once, the others are lazy. Lists
    prefetch `renditions`.
    """
    made = sorted(file.renditions.all(), key=lambda one: one.width)
    attributes: list[tuple[str, Any]] = [("src", made[-1].address if made else file.address), ("alt", alt)]
    if made:
        widths = ", ".join(f"{one.address} {one.width}w" for one in made)
        attributes += [("srcset", widths), ("sizes", sizes)]
    if file.width and file.height:
        attributes += [("width", file.width), ("height", file.height)]
    attributes.append(("fetchpriority", "high") if first else ("loading", "lazy"))
    if css:
        attributes.append(("class", css))
    return format_html('<img{} decoding="async">', format_html_join("", ' {}="{}"', attributes))
