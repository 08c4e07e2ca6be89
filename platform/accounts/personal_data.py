"""The register of personal data: what every field is, what is exported, and what happens on erasure (PD-01).

Each app signs in a `farewells.py`. A house test refuses a model field of ours that stands in no register.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from kit.registry import Registry

ERASE, BLANK, KEEP, HAND_OVER = "erase", "blank", "keep", "hand over"
"""On erasure the row goes / the field is blanked / it is kept (with its ground) / it passes to somebody else."""


@dataclass(frozen=True)
class Register:
    """The papers of one model.

    `personal` maps fields with personal data to (purpose, what happens on erasure); `plain` lists all the others.
    `rows(user)` is the queryset of rows about a person; `erase(user)` does what the register says.
    """

    model: type[models.Model]
    personal: dict[str, tuple[str, str]] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    rows: Callable[[Any], Any] | None = None
    erase: Callable[[Any], None] | None = None


REGISTERS: Registry[Register] = Registry("accounts.personal_data", needs=("model",))


def register(
    model: type[models.Model], *, plain: str = "", personal: dict[str, tuple[str, str]] | None = None, **papers: Any
) -> None:
    """Sign a model in; `plain` is a text of field names separated by spaces."""
    entry = Register(model=model, personal=personal or {}, plain=frozenset(plain.split()), **papers)
    REGISTERS.register(model._meta.label_lower, entry)
