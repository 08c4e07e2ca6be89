"""Lists and pages of the library drawn once for all readers to whom they look the same (theme.pieces).

The facts of a piece are everything that decides how it looks: the library's stand (resources.stand), the networks the
reader is in, what the address asks, and for a reader with a hand in a resource the reader. That somebody may read it
is asked at every request and never kept. A piece is at most a minute old, so that names of people and of networks,
counts of downloads and words like “an hour ago” follow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from kit import clock
from networks.rules import Places
from resources import selectors, stand
from resources.models import Resource
from search import keeping
from theme import pieces
from theme.templatetags.kept import squeezed

KEPT_FOR = 60
"""Seconds."""
Facts = tuple[Any, ...]


def _now() -> Facts | None:
    """The library as it stands in this minute; None where nothing may be kept."""
    word = stand.now()
    return (word, int(clock.now().timestamp() // KEPT_FOR)) if word is not None else None


def of_list(request: HttpRequest, choice: selectors.Choice, *facts: Any) -> Facts | None:
    """What decides how a list looks; one under a tag holds a reader's own button and is drawn for that reader alone."""
    now = _now()
    if now is None:
        return None
    index = keeping.stand() if choice.words else ""
    return (*now, index, request.get_full_path(), request.user.pk if choice.tag else 0, facts)


def of_page(user: Any, resource: Resource, places: Places) -> Facts | None:
    """What decides how the page of a resource looks to `user`."""
    now = _now()
    if now is None:
        return None
    hands = pieces.kept_with("library.hands", (*now, resource.pk), lambda: (selectors.hands_in(resource), KEPT_FOR))
    who = user.pk if user.is_authenticated and (hands is None or user.pk in hands) else 0
    return (*now, resource.pk, user.is_authenticated, who, places.enters, places.writes, places.steers)


def drawn(
    request: HttpRequest, name: str, facts: Facts | None, templates: dict[str, str], values: Callable[[], dict]
) -> dict[str, SafeString]:
    """The parts of a page by name: kept ones, or drawn now from `values`, which are asked only then."""

    def make() -> tuple[dict[str, str], int]:
        given = values() | {"csrf_token": pieces.TOKEN}
        parts = {part: squeezed(render_to_string(template, given, request)) for part, template in templates.items()}
        return parts, KEPT_FOR

    found = make()[0] if facts is None else pieces.kept_with(name, facts, make)
    token = get_token(request) if any(pieces.TOKEN in part for part in found.values()) else ""
    return {part: pieces.filled(html, token=token, address="") for part, html in found.items()}
