"""Hits and choices as HTML: their template draws each shape once, and each of them is its shape with its words put in.

What decides the shape (the kind, whether there is a snippet, whether it is chosen) stays in the template; to draw the
same few lines a hundred times for every question costs more than to find what stands in them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Hashable
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from search.selectors import Choice, Hit
from theme.templatetags.kept import squeezed
from theme.templatetags.look import day

_MARK = secrets.token_hex(12)
"""In each stand-in; random for each process, so that nobody's words can hold it."""
_OPEN = re.compile(rf"{_MARK}(\w+?)x{_MARK}")
Looks = tuple[tuple[str, Hashable], ...]


def hits(found: list[Hit]) -> SafeString:
    """The lines of these hits."""
    return mark_safe("".join(_hit(one) for one in found))  # noqa: S308 - drawn by a template, its words are escaped


def _hit(hit: Hit) -> str:
    looks = (("icon", hit.icon), ("label", str(hit.label)), ("is_told", bool(hit.snippet)), ("is_paged", hit.sheet > 0))
    moment = timezone.localtime(hit.dated_at)
    return _filled(
        "search/_hit.html",
        looks,
        url=escape(hit.url),
        title=hit.title,
        snippet=hit.snippet,
        sheet=str(hit.sheet),
        iso=moment.isoformat(),
        day=_day(moment.date(), get_language() or ""),
    )


def choices(facet: str, found: list[Choice], *, is_capped: bool) -> SafeString:
    """The lines of a facet's words."""
    lines = [
        _filled(
            "search/_choice.html",
            (("is_chosen", one.chosen), ("is_capped", is_capped)),
            value=escape(f"{facet}:{one.name}"),
            label=escape(one.label),
            count=str(one.count),
        )
        for one in found
    ]
    return mark_safe("".join(lines))  # noqa: S308 - drawn by a template, its words are escaped


def _filled(template: str, looks: Looks, **words: str) -> str:
    parts = list(_parts(template, looks, tuple(words), get_language()))
    parts[1::2] = [words[name] for name in parts[1::2]]
    return "".join(parts)


@lru_cache(maxsize=400)
def _parts(template: str, looks: Looks, names: tuple[str, ...], _language: str | None) -> tuple[str, ...]:
    """The shape cut at its openings: what stands there, the name of a word, what stands there, and so on."""
    stand_ins = {name: mark_safe(f"{_MARK}{name}x{_MARK}") for name in names}  # noqa: S308
    return tuple(_OPEN.split(squeezed(render_to_string(template, {**dict(looks), **stand_ins}))))


@lru_cache(maxsize=2_000)
def _day(on: date, _language: str) -> str:
    return day(on)
