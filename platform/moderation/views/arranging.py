"""The rules and the watched words of a place, for who looks after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused
from moderation import rules, selectors, services
from moderation.forms import GroundForm, WatchwordForm

EVERYWHERE = "wszedzie"
"""How the empty key of the whole platform is written in addresses."""


class PlacesView(View):
    """`moderation:places`: the places whose rules the reader edits; straight to the only one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        places = [(key or EVERYWHERE, label) for key, label in rules.arranged_places(request.user)]
        if not places:
            raise NotThere
        if len(places) == 1:
            return redirect("moderation:place", place=places[0][0])
        return render(request, "moderation/places.html", {"places": places})


class PlaceScreen(View):
    """Loads the place; who does not look after it finds nothing here."""

    place: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.place = "" if kwargs["place"] == EVERYWHERE else kwargs["place"]
        known = dict(rules.arranged_places(request.user))
        if self.place not in known:
            raise NotThere
        self.label = known[self.place]

    def address(self) -> str:
        """The place as it stands in addresses."""
        return self.place or EVERYWHERE


class PlaceView(PlaceScreen):
    """`moderation:place`: the list of rules, and the words watched for."""

    def _page(self, request: HttpRequest, ground: GroundForm, word: WatchwordForm, status: int = 200) -> HttpResponse:
        values = {
            "place": self.address(),
            "label": self.label,
            "is_everywhere": not self.place,
            "rules": selectors.grounds_for(self.place),
            "retired": [row for row in selectors.own_grounds(self.place) if row.retired_at is not None],
            "watched": selectors.watchwords_of(self.place),
            "ground_form": ground,
            "word_form": word,
        }
        return render(request, "moderation/place.html", values, status=status)

    def get(self, request: HttpRequest, place: str) -> HttpResponse:
        """Draw both lists."""
        return self._page(request, GroundForm(prefix="zasada"), WatchwordForm(prefix="slowo"))

    def post(self, request: HttpRequest, place: str) -> HttpResponse:
        """Add a rule or a word, or take one off."""
        act, given = request.POST.get("act", ""), request.POST
        ground = GroundForm(given if act == "ground" else None, prefix="zasada")
        word = WatchwordForm(given if act == "word" else None, prefix="slowo")
        form = {"ground": ground, "word": word}.get(act)
        if form is not None and not form.is_valid():
            return self._page(request, ground, word, status=422)
        try:
            self._do(request, act, form)
        except Refused as refused:
            if form is None:
                messages.warning(request, str(refused.reason))
                return redirect("moderation:place", place=self.address())
            form.add_error("words", str(refused.reason))
            return self._page(request, ground, word, status=422)
        return redirect("moderation:place", place=self.address())

    def _do(self, request: HttpRequest, act: str, form: Any) -> None:
        code, common = request.POST.get("code", ""), {"by": request.user, "place": self.place}
        if act == "ground":
            services.add_ground(**common, words=form.cleaned_data["words"], ready=form.cleaned_data["ready"])
            messages.success(request, _("The rule is on the list."))
        elif act == "word":
            services.watch(**common, words=form.cleaned_data["words"])
            messages.success(request, _("The word is watched for in all its forms."))
        elif act == "retire":
            services.retire_ground(**common, code=code)
        elif act == "restore":
            services.restore_ground(**common, code=code)
        elif act == "unwatch" and code.isascii() and code.isdigit() and len(code) < 18:
            services.unwatch(**common, number=int(code))


class GroundView(PlaceScreen):
    """`moderation:ground`: other words, other ready reasons for one rule."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The rule must be on the list."""
        super().setup(request, *args, **kwargs)
        found = [rule for rule in selectors.grounds_for(self.place) if rule.code == kwargs["code"]]
        if not found:
            raise NotThere
        self.rule = found[0]

    def _page(self, request: HttpRequest, form: GroundForm, status: int = 200) -> HttpResponse:
        values = {"place": self.address(), "label": self.label, "rule": self.rule, "form": form}
        return render(request, "moderation/ground.html", values, status=status)

    def get(self, request: HttpRequest, place: str, code: str) -> HttpResponse:
        """The form with the present words."""
        initial = {"words": self.rule.words, "ready": "\n".join(self.rule.ready)}
        return self._page(request, GroundForm(initial=initial))

    def post(self, request: HttpRequest, place: str, code: str) -> HttpResponse:
        """Change it."""
        form = GroundForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            services.change_ground(by=request.user, place=self.place, code=code, **form.cleaned_data)
        except Refused as refused:
            form.add_error("words", str(refused.reason))
            return self._page(request, form, status=422)
        messages.success(request, _("The rule is changed. Decisions made so far keep the words they had."))
        return redirect("moderation:place", place=self.address())
