"""The menus of every page, from the cache."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pages import selectors


def menus(request: HttpRequest) -> dict[str, Any]:
    """`site_menus`: header and footer links and the operator; read only when a template asks."""
    return {"site_menus": SimpleLazyObject(selectors.menus)}
