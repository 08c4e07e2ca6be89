"""What can be found, and who is who for the index: apps sign in from `search.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise

from kit.registry import Registry

PUBLIC, SIGNED_IN = "public", "signed-in"


@dataclass(frozen=True)
class Face:
    """What one thing shows to the index. `audience` says who may find it; facets map a name to words."""

    title: str
    text: str
    url: str
    audience: list[str]
    dated_at: datetime
    facets: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """A kind of thing that can be found.

    `face(thing)` returns its Face, or None when it is not to be found at all;
    `among(user)` is the queryset of things `user` may read (the last check, SR-01);
    `rows()` gives all things, for a rebuild; `knows`: who can be asked about it (a person, an expert, a network).
    """

    name: str
    label: str | Promise
    model: type[models.Model]
    face: Callable[[Any], Face | None]
    among: Callable[[Any], QuerySet]
    rows: Callable[[], QuerySet]
    icon: str = "file"
    knows: bool = False


ENTRIES: Registry[Entry] = Registry("search", needs=("name", "label", "model", "face", "among", "rows"))
AUDIENCES: Registry[Callable[[Any], set[str]]] = Registry("search.audiences")
"""Functions user → words of audiences the user belongs to (`network:5`); `public` and `signed-in` are ours."""


@dataclass(frozen=True)
class Place:
    """A network of the reader's, to which a search can be kept."""

    number: int
    slug: str
    title: str

    @property
    def pk(self) -> int:
        """Its number, as things call it."""
        return self.number


PLACES: Registry[Callable[[Any], list[Place]]] = Registry("search.places")
"""Functions user → networks the user may enter."""
ASKING: Registry[Callable[[str, str], str]] = Registry("search.asking")
"""Functions (network's slug, words) → where the question can be put to the network's people in these words."""


def entry(name: str, **papers: Any) -> Entry:
    """Sign a kind in and give it back."""
    return ENTRIES.register(name, Entry(name=name, **papers))


def entry_for(thing: models.Model) -> Entry | None:
    """The entry of this thing's model."""
    return next((entry for entry in ENTRIES if entry.model is type(thing)), None)
