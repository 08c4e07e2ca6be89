"""Whose rules a file follows: the app of its parent signs in (AC-09)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from kit.registry import Registry


@dataclass(frozen=True)
class Parent:
    """A kind of thing that owns files: `may_read(user, thing)` is asked at every request for bytes."""

    name: str
    model: type[models.Model]
    may_read: Callable[[Any, Any], Any]
    prepared: Callable[[Any], None] | None = None
    """Called when the worker has read a file's text, so that the index follows."""
    fetched: Callable[[Any], None] | None = None
    """Called when a person (no robot) takes a whole file: counts, knows nobody."""


PARENTS: Registry[Parent] = Registry("files", needs=("name", "model", "may_read"))


LEAVINGS: Registry[Callable[[Any], None]] = Registry("files.leavings")
"""Who hears, in the transaction, that a file is about to be removed: an app that shows a file which is not its own."""


def parent(name: str, **papers: Any) -> Parent:
    """Sign a kind of owner in."""
    return PARENTS.register(name, Parent(name=name, **papers))


def parent_for(thing: models.Model) -> Parent | None:
    """The papers of this thing's model."""
    return next((papers for papers in PARENTS if papers.model is type(thing)), None)
