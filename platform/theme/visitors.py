"""Public pages that look the same to every visitor are drawn once a minute, and anew at once when words are withdrawn.

Only where processes share their memory: there whoever hides a post makes every process forget. What is new reaches
visitors within the minute; people with an account never get a kept page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from theme.context import THEME_COOKIE

KEPT_FOR = 60
"""Seconds."""
WORDS = frozenset(
    {"od", "do", "koniec", "jak", "po"}
    | {"q", "kind", "f", "sort", "page"}  # search
    | {"rodzaj", "przedmiot", "etap", "licencja", "siec", "znacznik", "porzadek", "strona"}  # the library
)
"""What an address may ask beside its path; anything else is drawn anew and not kept."""
HEADERS = ("Content-Type", "Content-Language", "Vary", "Link", "X-Robots-Tag")
_STAND = "visitors.stand"


def same_for_visitors(response: HttpResponse) -> HttpResponse:
    """Say that every visitor would get this answer."""
    response.is_same_for_visitors = True  # type: ignore[attr-defined]
    return response


def forget() -> None:
    """Something was withdrawn: no visitor gets a page drawn before; now, and once more when others see the change."""
    if settings.CACHE_IS_SHARED:
        _move()
        transaction.on_commit(partial(_move))


def _move() -> None:
    cache.add(_STAND, 1, None)
    cache.incr(_STAND)


class KeptForVisitors:
    """Answers a visitor's request with the page drawn for the one before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = self._place(request)
        if place is None:
            return self.get_response(request)
        key = f"visitors:{place}"
        found = cache.get_many([_STAND, key])
        stand, kept = found.get(_STAND, 0), found.get(key)
        if kept is not None and kept[0] == stand:
            _stand, content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if self._may_keep(request, response):
            headers = {name: response.headers[name] for name in HEADERS if name in response.headers}
            cache.set(key, (stand, response.content, headers), KEPT_FOR)
        return response

    @staticmethod
    def _place(request: HttpRequest) -> str | None:
        """What decides how the page looks to a visitor; None for everybody and everything else."""
        if not settings.CACHE_IS_SHARED or request.method != "GET" or "HX-Request" in request.headers:
            return None
        known = {THEME_COOKIE, settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
        if set(request.COOKIES) - known or set(request.GET) - WORDS:
            return None
        language = translation.get_language_from_request(request)
        facts = (request.get_host(), request.get_full_path(), language, request.COOKIES.get(THEME_COOKIE, ""))
        return hashlib.blake2b(repr(facts).encode(), digest_size=16).hexdigest()

    @staticmethod
    def _may_keep(request: HttpRequest, response: HttpResponse) -> bool:
        user = getattr(request, "user", None)
        return (
            getattr(response, "is_same_for_visitors", False)
            and response.status_code == 200
            and not response.cookies
            and (user is None or not user.is_authenticated)
        )
