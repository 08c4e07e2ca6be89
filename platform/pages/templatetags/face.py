"""Tags of the public face."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pages import pictures
from pages.models.base import address_of

register = template.Library()

# As json_script does: nothing in the data can close the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def drawing(picture: Any, shape: str, alt: str = "", first: bool = False) -> SafeString | str:
    """A picture in one of the shapes of the closed list."""
    return pictures.drawn(picture, shape, alt, first=first) if picture else ""


@register.simple_tag
def share_address(picture: Any) -> str:
    """The full address of the picture shown where a page is shared."""
    return settings.BASE_URL + pictures.address(picture, "share") if picture else ""


@register.simple_tag
def full_address(path: str) -> str:
    """A path of ours with the name of the site before it."""
    return settings.BASE_URL + path


@register.simple_tag
def machine_data(data: dict[str, Any]) -> SafeString:
    """schema.org data: a data block, which no policy of scripts concerns."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


@register.simple_tag
def page_url(page: Any) -> str:
    """Where a page is."""
    return address_of(page)


@register.filter
def file_kind(document: Any) -> str:
    """PDF, DOCX and so on."""
    return document.file_extension.upper()
