"""The bell of every page."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest  # noqa: TID251 - a context processor is given the request

from notifications import selectors


def bell(request: HttpRequest) -> dict[str, Any]:
    """How many unread notices wait; asked only when a page draws the bell."""

    @cache
    def count() -> int:
        user = getattr(request, "user", None)
        return selectors.unread_count(user) if user is not None and user.is_authenticated else 0

    return {"unread_notices": count}
