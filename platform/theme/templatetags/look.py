"""Template tags of the look; built into every template."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from kit.html import stored

register = template.Library()


@register.filter
def written(html: str) -> SafeString:
    """People's text, cleaned when it was stored."""
    return stored(html)
