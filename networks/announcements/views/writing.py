"""Writing an announcement to a network or to all networks of a county."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import insist
from networks.announcements import rules, selectors, services
from networks.announcements.forms import AnnouncementForm
from networks.selectors import space_for
from provenance.registry import parse
from provenance.services import seed


class WritingView(View):
    """What both screens share: the form, prefilled from what the announcement is made from."""

    place: dict[str, Any]
    template: str

    def values(self) -> dict[str, Any]:
        """What the template needs beside the form."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form."""
        source = parse(request.GET.get("z", ""))
        given = seed(by=request.user, source=source)
        initial = {"made_from": str(source), "title": given.title, "text": given.text} if given else {}
        return self.page(request, AnnouncementForm(initial=initial))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Publish."""
        form = AnnouncementForm(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        values = dict(form.cleaned_data)
        made = services.announce(by=request.user, key=values.pop("once"), **self.place, **values)
        messages.success(request, _("The announcement is published; its readers are being told."))
        return redirect(made)

    def page(self, request: HttpRequest, form: AnnouncementForm) -> HttpResponse:
        """Draw the form."""
        status = 422 if form.is_bound else 200
        return render(request, self.template, {"form": form, **self.values()}, status=status)


class NetworkNewView(WritingView):
    """`announcements:network_new`: to one network."""

    template = "announcements/network_new.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the reader's place."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.place = {"network": self.standing.edition.network}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who steer an open year."""
        insist(rules.may_announce_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def values(self) -> dict[str, Any]:
        """The space."""
        return {"standing": self.standing, "network": self.place["network"], "tab": "space"}


class CountyNewView(WritingView):
    """`announcements:county_new`: to all networks of a county."""

    template = "announcements/county_new.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the county."""
        super().setup(request, *args, **kwargs)
        self.place = {"county": selectors.county_for(request.user, kwargs["code"])}

    def values(self) -> dict[str, Any]:
        """The county."""
        return self.place
