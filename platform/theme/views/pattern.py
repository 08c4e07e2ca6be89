"""The woven pattern as a picture."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from theme import weave


def _etag(request: HttpRequest, slug: str) -> str:
    return f'"weave-1-{slug}"'


@method_decorator([login_not_required, cache_control(public=True, max_age=7 * 24 * 3600), condition(_etag)], "dispatch")
class PatternView(View):
    """A public picture made of the slug alone; it tells nothing about whether such a network exists."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The SVG file."""
        return HttpResponse(weave.picture(slug), content_type="image/svg+xml")
