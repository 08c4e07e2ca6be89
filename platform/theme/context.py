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
        "here": request.get_full_path(),
        "shell_facts": _facts(request),
    }


def _facts(request: HttpRequest) -> Callable[[], tuple[Any, ...]]:
    """What decides how the page's head looks, the bell, the menus and the present address excepted (theme.pieces)."""

    @cache
    def facts() -> tuple[Any, ...]:
        user = getattr(request, "user", None)
        theme = request.COOKIES.get(THEME_COOKIE, "")
        who: tuple[Any, ...] = ()
        if user is not None and user.is_authenticated:
            who = (user.pk, user.get_full_name(), user.email, user.is_staff)
        return who, theme if theme in THEMES else ""

    return facts
