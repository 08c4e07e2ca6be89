"""Illegal content reported by anybody, without an account and without a captcha, and the objection to the outcome."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from kit import limits
from kit.verdicts import Refused
from moderation import rules, selectors, services
from moderation.forms import OutsideForm, RemarkForm
from moderation.models import OutsideReport

MOST_IN_AN_HOUR, MOST_OF_ALL = 5, 200
"""Notices from one address, and from everybody, in an hour."""


def within_limits(request: HttpRequest) -> bool:
    """Count one more notice; whether it is within what one sender, and all together, may send in an hour."""
    return limits.within_the_hour("outside", request, one=MOST_IN_AN_HOUR, everybody=MOST_OF_ALL)


@method_decorator(login_not_required, name="dispatch")
class OutsideView(View):
    """`moderation:outside`: the form of a notice (Digital Services Act, article 16)."""

    def _page(self, request: HttpRequest, form: OutsideForm, status: int = 200) -> HttpResponse:
        return render(request, "moderation/outside.html", {"form": form}, status=status)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; a link beside a public page brings its address."""
        initial = {"address": request.GET.get("adres", "")[:500]}
        return self._page(request, OutsideForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the notice in and give its number, or say what is missing."""
        form = OutsideForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        if form.cleaned_data["website"]:  # only machines fill it in; they are told nothing
            return redirect("moderation:outside")
        if not within_limits(request):
            form.add_error(None, _("Too many notices came from your address. Try again in an hour, or write to us."))
            return self._page(request, form, status=429)
        values: dict[str, Any] = {
            name: form.cleaned_data[name] for name in ("address", "ground", "words", "name", "email")
        }
        try:
            made = services.report_from_outside(**values, key=form.cleaned_data["once"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self._page(request, form, status=422)
        return redirect("moderation:outside_received", number=made.number)


class Noticed(View):
    """Loads a notice by its number, which only its sender was given."""

    notice: OutsideReport

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: whoever has the number sent the notice."""
        super().setup(request, *args, **kwargs)
        self.notice = selectors.notice_numbered(kwargs["number"])

    def page(self, request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
        """The number, the state, the outcome; nothing of what was reported, and not who sent it."""
        form.fields["words"].label = _("Why do you not agree?")
        first = selectors.outcome_of(self.notice)
        case = selectors.appeal_of(first) if first is not None else None
        decision = (case.decisions.first() if case is not None else None) or first
        values = {
            "report": self.notice,
            "heading": _("What came of your notice") if decision is not None else _("We have your notice"),
            "outcome": services.outcome_in_words(decision) if decision is not None else "",
            "reasons": services.reasons_for_reporters(decision) if decision is not None else "",
            "waits_again": case is not None and case.is_objection and case.closed_at is None,
            "may_object": rules.objection_verdict(first),
            "form": form,
        }
        return render(request, "moderation/outside_received.html", values, status=status)


@method_decorator(login_not_required, name="dispatch")
class ReceivedView(Noticed):
    """`moderation:outside_received`: the acknowledgement with the number, later the outcome and the way to object."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """Draw it."""
        return self.page(request, RemarkForm())


@method_decorator(login_not_required, name="dispatch")
class ObjectView(Noticed):
    """`moderation:outside_object`: somebody without an account asks another person to look again (article 20)."""

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        """The form stands on the page of the notice."""
        return redirect(self.notice)

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        """Open the objection, or say why not."""
        form = RemarkForm(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        if not within_limits(request):
            form.add_error(None, _("Too many notices came from your address. Try again in an hour, or write to us."))
            return self.page(request, form, status=429)
        try:
            services.object_from_outside(
                notice=self.notice, words=form.cleaned_data["words"], key=form.cleaned_data["once"]
            )
        except Refused as refused:
            form.add_error("words", str(refused.reason))
            return self.page(request, form, status=422)
        messages.success(request, _("Your objection is on its way. Somebody else will decide about it."))
        return redirect(self.notice)
