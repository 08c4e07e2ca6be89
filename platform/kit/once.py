"""One-time keys: a creating form carries one, and a repeat returns the first result (CO-02).

The key stands on the row it made, under a unique constraint, so that a double click, a retry after a
time-out and two tabs end in one object.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.db import IntegrityError, models, transaction
from django.db.models import QuerySet

M = TypeVar("M", bound=models.Model)


class OnceField(models.UUIDField):
    """The key with which a row was made; unique where it is set."""

    def __init__(self, **options: object) -> None:
        options.update(null=True, blank=True, unique=True, editable=False)
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple:
        """Options that never vary are not spelled out in migrations."""
        name, path, args, options = super().deconstruct()
        for fixed in ("null", "blank", "unique", "editable"):
            options.pop(fixed, None)
        return name, path, args, options


class OnceForm(forms.Form):
    """Mix into a creating form: a hidden key, fresh for every page shown."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


def once(rows: QuerySet[M], key: uuid.UUID | None, make: Callable[[], M]) -> M:
    """The row already made with `key` among `rows` (the maker's own), or the one `make` makes now."""
    if key is None:
        return make()
    made = rows.filter(once=key).first()
    if made is not None:
        return made
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        made = rows.filter(once=key).first()
        if made is None:
            raise
        return made
