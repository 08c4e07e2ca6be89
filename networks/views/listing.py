"""The list of networks for signed-in people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from networks import rules, selectors
from networks.forms import FilterForm


class NetworkListView(View):
    """`networks:list`: mine first, then those of my county and all, filtered and searched."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw one page of the list."""
        form = FilterForm(request.GET)
        wanted = form.wanted(request.GET.get("strona", "1"))
        own = selectors.own_editions(request.user)
        values = {
            "form": form,
            "wanted": wanted,
            "own": own,
            "page": selectors.other_editions(request.user, wanted, own),
            "supervises": rules.supervises_any(request.user),
        }
        return render(request, "networks/list.html", values)
