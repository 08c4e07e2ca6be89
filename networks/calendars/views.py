"""Screens of calendars, and the feeds that calendar programs fetch."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import qrcode
import qrcode.image.svg
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views import View

from kit import ical
from networks.calendars import selectors, services
from networks.selectors import space_for


class MineView(View):
    """`calendars:mine`: my month over all networks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the month."""
        month = selectors.month_of(request.user, selectors.month_asked(request.GET.get("miesiac", "")))
        return render(request, "calendars/mine.html", {"month": month, "names_places": True})


class NetworkView(View):
    """`calendars:network`: a network's month."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the month."""
        standing = space_for(request.user, slug)
        network = standing.edition.network
        month = selectors.month_of(
            request.user, selectors.month_asked(request.GET.get("miesiac", "")), place=f"network-{network.pk}"
        )
        values = {"standing": standing, "network": network, "tab": "calendar", "month": month}
        return render(request, "calendars/network.html", values)


class FeedsView(View):
    """`calendars:feeds`: my calendar in another program."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List what can be had."""
        return render(request, "calendars/feeds.html", {"offers": selectors.offers_for(request.user)})


class OfferScreen(View):
    """A screen of one feed."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the offer."""
        super().setup(request, *args, **kwargs)
        self.offer = selectors.offer_for(request.user, kwargs["key"])


class OfferView(OfferScreen):
    """`calendars:offer`: one feed with its ways into Google, Outlook and phones; posting makes or renews it."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Draw it."""
        values: dict[str, Any] = {"offer": self.offer}
        if self.offer.feed is not None:
            address, name = quote(self.offer.address, safe=""), quote(self.name(), safe="")
            values |= {
                "code": code_of(self.offer.webcal),
                "google": f"https://calendar.google.com/calendar/r?cid={quote(self.offer.webcal, safe='')}",
                "outlook": f"https://outlook.live.com/calendar/0/addfromweb?url={address}&name={name}",
                "office": f"https://outlook.office.com/calendar/0/addfromweb?url={address}&name={name}",
            }
        response = render(request, "calendars/offer.html", values)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def name(self) -> str:
        """What the calendar is called in other programs."""
        return f"Splot: {self.offer.network}" if self.offer.network else "Splot"

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Make the address, or a new one."""
        renewed = self.offer.feed is not None
        services.make(by=request.user, network=self.offer.network)
        messages.success(
            request,
            _("The calendar has a new address; the old one leads nowhere.") if renewed else _("The calendar is ready."),
        )
        return redirect("calendars:offer", key=key)


class RevokeView(OfferScreen):
    """`calendars:revoke`: switch the feed off."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Switch it off."""
        services.revoke(by=request.user, network=self.offer.network)
        messages.success(request, _("The address is switched off. Other programs will no longer get your dates."))
        return redirect("calendars:feeds")


def code_of(address: str) -> SafeString:
    """A QR code as SVG, made of our own marks only."""
    image = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, box_size=8, border=2)
    out = io.BytesIO()
    image.save(out)
    drawn = out.getvalue().decode("utf-8")
    return mark_safe(drawn[drawn.index("<svg") :])  # noqa: S308 - drawn by the library from our own address


# The secret address is the authority: a calendar program cannot sign in. It shows only what its owner may see now,
# and dies with the owner's account or place (NT-05).
@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """`calendars:feed`: the feed for calendar programs."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Give the calendar."""
        feed = selectors.feed_by(token)
        services.fetched(feed=feed)
        name = f"Splot: {feed.network}" if feed.network else "Splot"
        content = ical.calendar(selectors.in_feed(feed), name=name)
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="splot.ics"'
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
