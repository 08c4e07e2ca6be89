"""The trail: one line for every act that matters."""

from __future__ import annotations

from typing import Any

from django.db import models

from moderation.models import TrailEntry


def write(*, by: Any, action: str, about: models.Model, values: dict[str, Any] | None = None) -> None:
    """Write down who did what with which values, in the caller's transaction.

    `action` is `app.noun.verb`; `values` is JSON and holds no message bodies (LO-04).
    """
    TrailEntry.objects.create(
        by_id=getattr(by, "pk", None),
        by_name=str(by)[:200] if by is not None else "",
        action=action,
        about_kind=about._meta.label_lower,
        about_id=str(about.pk),
        about_name=str(about)[:300],
        values=values or {},
    )
