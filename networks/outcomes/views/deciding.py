"""Deciding about a file, agreeing as an author, taking an outcome from the public."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused
from networks import rules as networks
from networks.outcomes import faces, rules, selectors, services
from networks.outcomes.forms import ConsentForm, ReasonForm, WithdrawForm


class ReviewView(View):
    """`outcomes:review`: read the file that waits, approve it or return it with words."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not decide at this step finds nothing."""
        super().setup(request, *args, **kwargs)
        self.outcome, self.step = selectors.outcome_in_review(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read."""
        return self.drawn(request, ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide."""
        form = ReasonForm(request.POST if request.POST.get("act") == "return" else None)
        try:
            if request.POST.get("act") == "approve":
                seen = request.POST.get("seen", "")
                number = int(seen) if seen.isdecimal() and len(seen) < 18 else 0
                public = services.approve(by=request.user, outcome=self.outcome, seen=number)
                messages.success(
                    request, _("The outcome is public now.") if public else _("Approved. The editors decide next.")
                )
                return self._away(public)
            if form.is_valid():
                services.return_file(by=request.user, outcome=self.outcome, words=form.cleaned_data["words"])
                messages.success(request, _("The authors have your remarks."))
                return self._away(False)
        except Refused as refused:
            form = ReasonForm()
            messages.error(request, str(refused.reason))
        return self.drawn(request, form, status=422)

    def _away(self, public: bool) -> HttpResponse:
        if public:
            self.outcome.refresh_from_db()
            return redirect(faces.address_of(self.outcome) or "desk:start")
        if networks.may_enter(self.request.user, self.outcome.network):
            return redirect("outcomes:list", slug=self.outcome.network.slug)
        return redirect("desk:start")

    def drawn(self, request: HttpRequest, form: ReasonForm, status: int = 200) -> HttpResponse:
        """The file as everybody would read it."""
        pictures, files = selectors.pictures_and_files(self.outcome)
        authors = selectors.authors_of(self.outcome)
        values = {
            "outcome": self.outcome,
            "step": self.step,
            "seen": self.step.revision_id,
            "pictures": pictures,
            "files": files,
            "authors": authors,
            "lacks": selectors.lacks(self.outcome),
            "findings": selectors.findings(self.outcome),
            "form": form,
        }
        return render(request, "outcomes/review.html", values, status=status)


class ConsentView(View):
    """`outcomes:consent`: an author reads, agrees, chooses about the name, takes it back; in or out of the network."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """One's own only; nobody else finds the page."""
        super().setup(request, *args, **kwargs)
        self.outcome = selectors.own_outcome(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read."""
        return self.drawn(request, None)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Agree or take back."""
        form = None
        try:
            if request.POST.get("act") == "withdraw":
                services.withdraw_consent(by=request.user, outcome=self.outcome)
                messages.success(request, _("Your consent is taken back. The outcome is not public."))
                return redirect("outcomes:consent", pk=pk)
            form = ConsentForm(request.POST)
            if form.is_valid():
                given = form.cleaned_data
                services.agree(by=request.user, outcome=self.outcome, licence=given["licence"], named=given["named"])
                messages.success(request, _("Your consent is written down. You can take it back here at any time."))
                return redirect("outcomes:consent", pk=pk)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: ConsentForm | None, status: int = 200) -> HttpResponse:
        """The file, the terms, what was agreed to."""
        pictures, files = selectors.pictures_and_files(self.outcome)
        standing = rules.standing_consent(request.user, self.outcome)
        initial = {"licence": self.outcome.licence, "named": standing.named if standing else False}
        values = {
            "outcome": self.outcome,
            "pictures": pictures,
            "files": files,
            "authors": [],
            "standing": standing,
            "is_current": standing is not None and standing.licence == self.outcome.licence,
            "may_agree": rules.may_agree(request.user, self.outcome),
            "may_read": rules.may_read(request.user, self.outcome),
            "address": faces.address_of(self.outcome),
            "form": form or ConsentForm(initial=initial),
        }
        return render(request, "outcomes/consent.html", values, status=status)


class WithdrawView(View):
    """`outcomes:withdraw`: take a public outcome from the public, with the reason."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """For who looks after it."""
        super().setup(request, *args, **kwargs)
        self.outcome = selectors.withdrawable(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what happens."""
        return render(request, "outcomes/withdraw.html", {"outcome": self.outcome, "form": WithdrawForm()})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        form = WithdrawForm(request.POST)
        if form.is_valid():
            services.withdraw(by=request.user, outcome=self.outcome, words=form.cleaned_data["words"])
            messages.success(request, _("The outcome is not public any more."))
            if networks.may_enter(request.user, self.outcome.network):
                return redirect(self.outcome)
            return redirect("desk:start")
        return render(request, "outcomes/withdraw.html", {"outcome": self.outcome, "form": form}, status=422)
