"""Whether the platform is alive (the process answers) and ready (what it needs answers)."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse

PATIENCE = 2
"""Seconds a helper may take to answer."""


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """The database and the cache answer; 503 when one does not.

    Search and media servers are named when they are configured; without them the platform goes on with less, so
    they never make it unready. Parts are named, never addresses or versions.
    """
    parts = {name: _answers(check) for name, check in {"database": _database, "cache": _cache}.items()}
    helpers = {name: _answers(check) for name, check in _helpers().items()}
    good = all(parts.values())
    return JsonResponse({"ready": good, "parts": parts, "helpers": helpers}, status=200 if good else 503)


def _answers(check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.set("health", "1", 5)
    if cache.get("health") != "1":
        raise RuntimeError("the cache forgets")


def _helpers() -> dict[str, Callable[[], None]]:
    found: dict[str, Callable[[], None]] = {}
    if settings.MEILISEARCH_URL:
        found["search"] = lambda: _knock(settings.MEILISEARCH_URL.rstrip("/") + "/health")
    if settings.LIVEKIT_URL:
        found["media"] = lambda: _knock(settings.LIVEKIT_URL.replace("ws", "http", 1).rstrip("/") + "/")
    return found


def _knock(address: str) -> None:
    # The address is the operator's own setting, never a person's text.
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
        answer.read(1)
