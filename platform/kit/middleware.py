"""What every answer passes through."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control

from kit import refused_access
from kit.verdicts import Refused

Answer = Callable[[HttpRequest], HttpResponse]
PUBLIC_PAGES = frozenset({"wagtail_serve", "pages:rendition"})
"""Addresses that catch whatever nothing else answers: a wrong address there is no refused access."""


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
    """A refusal that no view spoke of itself becomes a page with its reason (403); every refusal leaves a line."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in refused_access.WHY:
            self._note(request, response.status_code)
        return response

    @staticmethod
    def _note(request: HttpRequest, status: int) -> None:
        with contextlib.suppress(Resolver404):
            # A middleware may have refused before the address was looked up.
            found = request.resolver_match or resolve(request.path_info)
            if found.view_name not in PUBLIC_PAGES:
                what = found.view_name or found.route.split("/")[0]
                refused_access.note(
                    who=request.user, how=request.method or "", what=what, which=found.kwargs, status=status
                )

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn Refused into a page; leave everything else alone."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"reason": exception.reason}, status=403)
