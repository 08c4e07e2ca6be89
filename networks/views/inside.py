"""What the screens inside a network, and those of its county, share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit.verdicts import insist
from networks import rules, selectors
from networks.models import Edition, Membership


def inside(standing: Membership, tab: str, **values: Any) -> dict[str, Any]:
    """What layouts/space.html needs, with the values of the room."""
    edition = standing.edition
    return {"standing": standing, "network": edition.network, "edition": edition, "tab": tab, **values}


class InsideView(View):
    """A screen inside a network: loads the reader's place; steering screens refuse the others in words."""

    standing: Membership
    for_steering = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the place; visitors are led to sign-in before anything is looked for."""
        super().setup(request, *args, **kwargs)
        self.standing = selectors.space_for(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        if self.for_steering:
            insist(rules.may_steer_as(self.standing))
        return super().dispatch(request, *args, **kwargs)


class EditionView(View):
    """A screen of a network's present year, for its people and for its county, which has no place inside.

    Members see it in the space, the county without the tabs of rooms it does not enter.
    """

    edition: Edition
    standing: Membership | None
    tab = "space"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the year; visitors are led to sign-in before anything is looked for."""
        super().setup(request, *args, **kwargs)
        self.edition, self.standing = selectors.edition_for(request.user, kwargs["slug"])

    def page(
        self, request: HttpRequest, template: str, *, status: int = 200, tab: str = "", **values: Any
    ) -> HttpResponse:
        """Draw the template in the layout that fits the reader."""
        shared = {
            "layout": "layouts/space.html" if self.standing else "layouts/page.html",
            "standing": self.standing,
            "network": self.edition.network,
            "edition": self.edition,
            "tab": tab or self.tab,
            "from_county": self.standing is None,
        }
        return render(request, template, shared | values, status=status)
