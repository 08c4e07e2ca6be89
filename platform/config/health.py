"""Whether the platform is alive (the process answers) and ready (what it needs answers)."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse


@login_not_required
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"alive": True})


@login_not_required
def ready(request: HttpRequest) -> JsonResponse:
    """The database and the cache answer; 503 when one does not. Names parts, never addresses or versions."""
    parts = {"database": _database, "cache": _cache}
    answers = {name: _answers(check) for name, check in parts.items()}
    good = all(answers.values())
    return JsonResponse({"ready": good, "parts": answers}, status=200 if good else 503)


def _answers(check) -> bool:
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
