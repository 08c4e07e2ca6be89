"""The door of the CMS: for those without access it looks like an unused address (CM-03, CM-04)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from pages import services

ADMINISTRATORS_ONLY = (
    "users/", "groups/", "settings/", "sites/", "locales/", "workflows/", "tasks/", "collections/", "redirects/",
)  # fmt: skip
"""Screens about people, rights and the machine."""


class CmsDoor:
    """Editors and administrators pass; everybody else who is signed in gets the same 404 as for a wrong address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        prefix = "/" + settings.CMS_PREFIX
        if request.path_info.startswith(prefix) and request.user.is_authenticated:
            self._check(request, request.path_info.removeprefix(prefix))
        return self.get_response(request)

    @staticmethod
    def _check(request: HttpRequest, place: str) -> None:
        user = request.user
        if user.is_superuser:
            return
        services.align_editor(user)
        if place.startswith(ADMINISTRATORS_ONLY) or not user.has_perm("wagtailadmin.access_admin"):
            raise Http404
