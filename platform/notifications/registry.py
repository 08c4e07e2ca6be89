"""Kinds of notices; each app signs its own in from `notices.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from kit.registry import Registry

INBOX, MAIL = "inbox", "mail"
"""Levels: only in the platform; also at once by e-mail."""


def _everybody(_user: Any, _about: Any) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """A kind of notice.

    `reads(user, about)` is asked again before a notice is listed or mailed (NT-01).
    `among(user)`, where given, is its twin as a queryset of things: lists then ask once for a whole page.
    `discreet` kinds carry neither names nor text in mail, only a link (NT-02).
    """

    name: str
    label: str | Promise
    level: str = INBOX
    reads: Callable[[Any, Any], bool] = _everybody
    discreet: bool = False
    among: Callable[[Any], Any] | None = None


KINDS: Registry[Kind] = Registry("notifications", needs=("name", "label", "level"))


def kind(name: str, label: str | Promise, **options: Any) -> Kind:
    """Sign a kind in and give it back."""
    return KINDS.register(name, Kind(name=name, label=label, **options))
