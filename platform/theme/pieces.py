"""Pieces of pages drawn once and kept: what does not depend on who asks need not be drawn for everybody who asks.

A piece is kept under its name, the language and every fact that decides what it looks like; when a fact changes it is
another piece, so nothing is ever thrown away by hand. What differs from request to request inside a piece, the form
token, the present address, which link of a menu leads to it and a fresh one-time key, is left open while it is drawn
and filled in when it is shown.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

TOKEN = f"csrf{secrets.token_hex(16)}"
"""Stands for the form token in a kept piece; random for each process, so that nobody's words can hold it."""
ADDRESS = f"here{secrets.token_hex(16)}"
"""Stands for the present address, with its query."""
LINK = f"link{secrets.token_hex(16)}"
"""Stands, with the link's address behind it, for whether that link leads to the present address."""
KEY = f"once{secrets.token_hex(16)}"
"""Stands for a fresh one-time key of a form (kit.once)."""
Made = TypeVar("Made")
_LINKS = re.compile(LINK + r"\[([^\]]*)\]")
_PLAIN = (str, int, bool, type(None), datetime, float, date)


class NotAFactError(TypeError):
    """Something was given as a fact whose words do not say all of it; a piece kept under it could be wrong."""


def facts_of(values: tuple[Any, ...]) -> str:
    """The facts as one text. Raises NotAFactError for anything but plain values and tuples of them."""
    _insist_plain(values)
    return repr(values)


def _insist_plain(values: tuple[Any, ...]) -> None:
    for value in values:
        if type(value) in _PLAIN:
            continue
        if isinstance(value, tuple):
            _insist_plain(value)
        elif not isinstance(value, _PLAIN):
            raise NotAFactError(type(value).__name__)


def kept(name: str, facts: tuple[Any, ...], draw: Callable[[], str]) -> str:
    """The piece with its openings still open: from the store, or drawn now and stored."""
    return kept_with(name, facts, lambda: (str(draw()), None))


def kept_with(name: str, facts: tuple[Any, ...], make: Callable[[], tuple[Made, int | None]]) -> Made:
    """Anything made under these facts. `make` gives it with the seconds for which it may be kept.

    0 is not at all, None as long as there is room.
    """
    key = _key(name, facts)
    store = caches["pieces"]
    found = store.get(key)
    if found is None:
        found, seconds = make()
        if seconds != 0:
            store.set(key, found, seconds or DEFAULT_TIMEOUT)
    return found


def _key(name: str, facts: tuple[Any, ...]) -> str:
    told = f"{name} {get_language()} {facts_of(facts)}"
    return hashlib.blake2b(told.encode(), digest_size=16).hexdigest()


def link(address: str) -> SafeString:
    """The place after a link of a menu that is still to say whether it leads to the present address."""
    return mark_safe(f"{LINK}[{escape(address)}]")  # noqa: S308 - the address is escaped


def current(address: str, path: str) -> SafeString:
    """What a link to `address` says of itself on the page at `path`: that page, one above it, or nothing."""
    if address == path:
        return mark_safe(' aria-current="page"')
    is_above = address and path.startswith(address)
    return mark_safe(' aria-current="true"' if is_above else "")  # noqa: S308 - words of ours


def filled(piece: str, *, token: Any, address: Any, path: str | None = None) -> SafeString:
    """The piece as it is shown; `token` and `address` are asked only when it holds their places.

    Links of menus stay open while there is no `path`: the piece stands in another one that is being drawn.
    """
    if path is not None and LINK in piece:
        there = escape(path)
        piece = _LINKS.sub(lambda found: current(found[1], there), piece)
    if TOKEN in piece:
        piece = piece.replace(TOKEN, str(token))
    if ADDRESS in piece:
        piece = piece.replace(ADDRESS, escape(address))
    if KEY in piece:
        piece = piece.replace(KEY, str(uuid.uuid4()))
    return mark_safe(piece)  # noqa: S308 - drawn by templates, which escape
