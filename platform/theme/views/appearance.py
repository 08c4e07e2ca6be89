"""Light, dark, or as the machine says: remembered in a cookie, so that no page flashes."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from theme.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@method_decorator(login_not_required, "dispatch")
class AppearanceView(View):
    """Keeps the choice and goes back to where it was made."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """`theme` is light, dark, or anything else for the machine's own."""
        back = request.POST.get("next", "/")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
            back = "/"
        response = HttpResponseRedirect(back)
        chosen = request.POST.get("theme", "")
        if chosen in THEMES:
            response.set_cookie(
                THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        else:
            response.delete_cookie(THEME_COOKIE)
        return response
