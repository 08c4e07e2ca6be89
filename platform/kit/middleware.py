"""What every answer passes through."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from kit.verdicts import Refused

Answer = Callable[[HttpRequest], HttpResponse]


class SafeHeaders:
    """Headers that every answer carries, and no-store on what a signed-in person gets (IN-12)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith("/" + settings.CMS_PREFIX):
            response.headers.setdefault("Content-Security-Policy", self._cms_policy())
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response.headers:
            patch_cache_control(response, no_store=True, private=True)
        return response

    @staticmethod
    def _cms_policy() -> str:
        # The editors' side of Wagtail has inline scripts; it loads nothing from elsewhere.
        return (
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
        )


class NoNulls:
    """Takes null characters out of the query: PostgreSQL refuses them with an error, nobody means them (IN-17)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return self.get_response(request)


class Refusals:
    """A refusal that no view spoke of itself becomes a page with its reason (403)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn Refused into a page; leave everything else alone."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"reason": exception.reason}, status=403)
