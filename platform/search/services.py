"""Keeping the index right."""

from __future__ import annotations

from django.db import models

from kit import later


def changed(thing: models.Model) -> None:
    """Have the worker bring the index up to `thing`: call it after every create, change, hide, move and delete.

    A deleted thing must still have its number (call before `delete()`, or keep the pk).
    """
    later.enqueue("search.index", label=thing._meta.label_lower, number=thing.pk)
