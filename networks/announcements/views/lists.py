"""Lists of announcements: over all my networks, and a network's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from networks.announcements import rules, selectors
from networks.selectors import space_for


class ListView(View):
    """`announcements:list`: announcements of all my networks; from here to a county's networks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        values = {
            "page": selectors.page_of_mine(request.user, request.GET.get("page", "1")),
            "counties": rules.announceable_counties(request.user),
        }
        return render(request, "announcements/list.html", values)


class NetworkListView(View):
    """`announcements:network_list`: announcements of one network and its county."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the list."""
        standing = space_for(request.user, slug)
        values = {
            "standing": standing,
            "network": standing.edition.network,
            "tab": "space",
            "page": selectors.page_of_network(standing, request.GET.get("page", "1")),
            "may_announce": rules.may_announce_as(standing),
        }
        return render(request, "announcements/network_list.html", values)
