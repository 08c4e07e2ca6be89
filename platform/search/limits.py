"""How often one reader may ask (SR-07)."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache, caches

from kit.shared_memory import SharedMemory

QUESTIONS, SUGGESTIONS = settings.SEARCHES_A_MINUTE, 4 * settings.SEARCHES_A_MINUTE
"""In a minute: whole questions, and suggestions while typing."""


def reader_of(request: Any) -> str:
    """Who asks: the person, or the visitor's address as our own proxies saw it."""
    if request.user.is_authenticated:
        return f"person-{request.user.pk}"
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(hops) >= proxies:
        return f"address-{hops[-proxies]}"
    return f"address-{request.META.get('REMOTE_ADDR', '')}"


def within(request: Any, what: str, most: int) -> bool:
    """Count one more question of this reader in this minute; whether it is within `most`."""
    key = f"search-{what}-{int(time.time() // 60)}-{reader_of(request)}".replace(" ", "")[:200]
    if settings.CACHE_IS_SHARED and isinstance(caches["default"], SharedMemory):
        return caches["default"].count(key, 90) <= most
    cache.add(key, 0, 90)
    try:
        return cache.incr(key) <= most
    except ValueError:
        return True
