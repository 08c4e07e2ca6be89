"""The specimen page: for those who build and those who check."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View

from theme.specimens import specimens


@method_decorator(login_not_required, "dispatch")
class SpecimenView(View):
    """Every component in every mood; open in demo and debug, otherwise for the staff only."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page, or 404 for others."""
        if not (settings.DEBUG or settings.DEMO or request.user.is_staff):
            raise Http404
        return render(request, "theme/specimen.html", specimens())

    post = get
