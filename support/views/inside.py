"""What every screen of the confidential inside shares."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from kit.verdicts import Refused, insist
from support import rules, selectors
from support.states import Actor


class InsideView(View):
    """What SORE and director of the school read; for all others it does not exist."""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.process = selectors.inside_for(request.user, pk) if request.user.is_authenticated else None
        if self.process is not None:
            self.find(**kwargs)

    def find(self, **kwargs: Any) -> None:
        """Fetch what the address names beside the process. Raises NotThere."""

    def may(self, act: str) -> bool:
        """Whether the person of this request may do `act` now."""
        return bool(rules.may(self.request.user, act, self.process))

    def insist_on_writer(self) -> None:
        """Raise Refused for a page of writing asked for by one who only reads, whatever the stage."""
        if not rules.is_actor(self.request.user, Actor.SORE, self.process):
            insist(rules.may_write(self.request.user, self.process))

    def shell(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "process": self.process,
            "steps": selectors.steps(self.process),
            "writes": rules.may_write(request.user, self.process),
        }


def with_version(form: forms.Form, version: int) -> forms.Form:
    """The same words on top of the newer version, so that saving again is a choice made with open eyes."""
    data = form.data.copy()
    data["version"] = str(version)
    again = type(form)(data)
    again.is_valid()
    return again


class Act:
    """Mix into a screen: one form, one call of a service; a refusal comes back with all that was typed."""

    http_method_names = ["post"]
    form_class: type[forms.Form] = forms.Form
    slot = "form"
    done = ""
    back: Any
    """Called for where it goes on afterwards; only announced here, so that the screen mixed into answers."""

    def made_form(self, data: Any = None, **options: Any) -> forms.Form:
        """The act's form; ids carry its slot, so that several forms stand on one page."""
        return self.form_class(data, auto_id=f"{self.slot}_%s", **options)

    def act(self, **values: Any) -> None:
        """Call the service. Raises Refused."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        form = self.made_form(request.POST)
        if form.is_valid():
            try:
                self.act(**form.cleaned_data)
            except Refused as refused:
                if not form.fields:
                    messages.error(request, str(refused.reason))
                    return redirect(self.back())
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, self.done)
                return redirect(self.back())
        return self.draw(request, status=422, **{self.slot: form})  # type: ignore[attr-defined, no-any-return]
