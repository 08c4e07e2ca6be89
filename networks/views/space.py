"""The network's start page and its card for people from outside."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from kit import panels
from kit.verdicts import NotThere
from networks import rules, selectors


class SpaceView(View):
    """`networks:space`: the start page of a network for those who belong; others are shown its card."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the panels the rooms signed in; send people from outside to the card."""
        try:
            standing = selectors.space_for(request.user, slug)
        except NotThere:
            selectors.card_for(request.user, slug)
            return redirect("networks:card", slug=slug)
        values = {
            "standing": standing,
            "network": standing.edition.network,
            "edition": standing.edition,
            "tab": "space",
            "panels": panels.drawn(panels.SPACE, request.user, standing),
        }
        return render(request, "networks/space.html", values)


class CardView(View):
    """`networks:card`: what everyone signed in may know of a network, and how to join it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the card."""
        edition = selectors.card_for(request.user, slug)
        values: dict[str, Any] = {
            "edition": edition,
            "network": edition.network,
            "coordinators": selectors.coordinators_of(edition),
            "belongs": rules.may_enter(request.user, edition.network),
            "joining": rules.may_join(request.user, edition),
        }
        return render(request, "networks/card.html", values)
