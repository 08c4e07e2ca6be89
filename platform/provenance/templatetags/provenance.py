"""The chain of a thing and the buttons that lengthen it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template

from provenance import selectors
from provenance.registry import Reference

register = template.Library()


@register.inclusion_tag("provenance/chain.html", takes_context=True)
def chain(context: Any, kind: str, pk: int) -> dict[str, Any]:
    """What the thing was made from and what came of it; nothing when neither."""
    return {"chain": selectors.chain_of(context["request"].user, kind, pk)}


@register.inclusion_tag("provenance/makers.html", takes_context=True)
def make_from(
    context: Any, kind: str, pk: int, place: Any = None, words: str = "", only: str = "", *, is_open: bool = False
) -> dict[str, Any]:
    """Links that make something of the thing; nothing when the reader can make nothing.

    `words` are a line of it the new thing begins with (it travels in the address as `slowa`); `only`
    names the makers to offer, separated by spaces. Many stand folded, unless `is_open`: where the page asks about them.
    """
    wanted = only.split()
    tail = f"&{urlencode({'slowa': words[:300]})}" if words else ""
    return {
        "makers": [
            (maker, f"{maker.url(place)}?z={Reference(kind, pk)}{tail}")
            for maker in selectors.makers_for(context["request"].user, kind, place)
            if not wanted or maker.name in wanted
        ],
        "words": words,
        "is_open": is_open,
    }
