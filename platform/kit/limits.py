"""How often people without an account may do something, counted in the cache by the hour."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from kit import clock


def within_the_hour(what: str, request: HttpRequest, *, one: int, everybody: int) -> bool:
    """Count one more `what`; whether it is within what one sender, and all together, may do in an hour."""
    return counted(f"{what}-{sender(request)}", one) and counted(what, everybody)


def counted(key: str, most: int) -> bool:
    """Count one more under the key; whether there were not more than `most` in this hour."""
    here = f"{key}-{int(clock.now().timestamp() // 3600)}"
    cache.add(here, 0, 3700)
    try:
        return cache.incr(here) <= most
    except ValueError:
        return True


def counted_for(what: str, words: str, most: int) -> bool:
    """The same for something that must not stand in the cache as it is, an address of e-mail for instance."""
    return counted(f"{what}-{hashlib.sha256(words.encode()).hexdigest()[:24]}", most)


def sender(request: HttpRequest) -> str:
    """The sender's address as our own proxies saw it."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies = settings.TRUSTED_PROXIES
    found = hops[-proxies] if proxies and len(hops) >= proxies else request.META.get("REMOTE_ADDR", "")
    return found.replace(" ", "")[:60]
