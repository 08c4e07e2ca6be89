"""The register of experts, and the public cards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from directory.models import Subject
from directory.selectors import offered
from kit.verdicts import NotThere, Refused
from networks.experts import rules, selectors, services
from networks.experts.enums import Form
from networks.experts.forms import AddExpertForm, ExpertForm, values_of


def _words(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:80].replace("\x00", "")


@method_decorator(login_not_required, name="dispatch")
class PublicListView(View):
    """`experts:public`: cards of those who agreed."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of cards."""
        words = _words(request, "q")
        values = {
            "page": selectors.public_page(words, request.GET.get("strona")),
            "words": words,
            "reads_register": request.user.is_authenticated and bool(rules.may_read_register(request.user)),
        }
        return render(request, "experts/public_list.html", values)


@method_decorator(login_not_required, name="dispatch")
class PublicCardView(View):
    """`experts:card`: one public card."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read."""
        return render(request, "experts/card.html", {"expert": selectors.public_expert(pk)})


class RegisterView(View):
    """`experts:register`: whom one can ask."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """A page of the register, narrowed by words, subject and form."""
        words, subject, form = _words(request, "q"), _words(request, "przedmiot"), _words(request, "forma")
        page = selectors.register_page(
            request.user, words=words, subject=subject, form=form, number=request.GET.get("strona")
        )
        values = {
            "page": page,
            "words": words,
            "subject": subject,
            "form": form,
            "subjects": offered(Subject),
            "forms": Form.choices,
            "keeps": rules.kept_counties(request.user).exists(),
        }
        return render(request, "experts/register.html", values)


class ExpertView(View):
    """`experts:expert`: a card of the register."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read; the address as far as one may see it."""
        expert = selectors.expert_for(request.user, pk)
        values = {
            "expert": expert,
            "shows_contact": rules.may_see_contact(request.user, expert),
            "may_keep": rules.may_keep(request.user, expert.county),
        }
        return render(request, "experts/expert.html", values)


class AddView(View):
    """`experts:add`: somebody new on the register."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Only who keeps a register finds this."""
        super().setup(request, *args, **kwargs)
        self.kept = list(rules.kept_counties(request.user))
        if request.user.is_authenticated and not self.kept:
            raise NotThere

    def get(self, request: HttpRequest) -> HttpResponse:
        """An empty form."""
        return self.drawn(request, AddExpertForm(kept=self.kept))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add, once."""
        form = AddExpertForm(request.POST, kept=self.kept)
        if form.is_valid():
            try:
                expert = services.add_expert(
                    by=request.user,
                    county=form.cleaned_data["county"],
                    values=form.values,
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error("email", str(refused.reason))
            else:
                messages.success(request, _("%(name)s is on the register.") % {"name": expert.name})
                return redirect(expert)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "experts/keep.html", {"form": form, "expert": None}, status=status)


class ChangeView(View):
    """`experts:change`."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.expert = selectors.kept_expert(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What stands there now."""
        return self.drawn(request, ExpertForm(initial=values_of(self.expert)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it."""
        form = ExpertForm(request.POST)
        if form.is_valid():
            try:
                services.change_expert(by=request.user, expert=self.expert, values=form.values)
            except Refused as refused:
                form.add_error("email", str(refused.reason))
            else:
                messages.success(request, _("The card is changed."))
                return redirect(self.expert)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
        """The page."""
        return render(request, "experts/keep.html", {"form": form, "expert": self.expert}, status=status)


class RetireView(ChangeView):
    """`experts:retire`: take somebody off the register."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        services.retire_expert(by=request.user, expert=self.expert)
        messages.success(request, _("%(name)s is off the register.") % {"name": self.expert.name})
        return redirect("experts:register")
