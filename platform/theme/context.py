"""What every page's shell needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES = ("light", "dark")
THEME_COOKIE = "theme"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Values of the page shell. The theme comes from a cookie, so that the first paint is already right."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "demo_mode": settings.DEMO,
        "cms_prefix": settings.CMS_PREFIX,
        "theme": theme if theme in THEMES else "",
        "unread_notices": _unread(request),
    }


def _unread(request: HttpRequest) -> Callable[[], int]:
    """How many notices wait; asked only when a page draws the bell."""

    @cache
    def count() -> int:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return 0
        return user.notices.filter(read_at=None).count()

    return count
