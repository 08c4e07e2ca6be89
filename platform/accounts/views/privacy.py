"""Consents, the copy of one's data, and leaving."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from accounts import personal_data, rules, selectors, services
from accounts.consents import WORDINGS
from accounts.forms import EraseForm
from kit import clock


@method_decorator(login_not_required, name="dispatch")
class WordingView(TemplateView):
    """The rules, or the privacy notice, in the version that is in force: public."""

    name = ""

    def get_template_names(self) -> list[str]:
        return [f"accounts/wordings/{self.name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(wording=WORDINGS[self.name], **kwargs)


class ConsentsView(View):
    """My consents: what I agreed to, when, and taking it back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "accounts/consents.html", {"lines": selectors.consents_of(request.user)})

    def post(self, request: HttpRequest) -> HttpResponse:
        kind = request.POST.get("kind", "")
        if request.POST.get("answer") == "give":
            services.give_consent(by=request.user, kind=kind)
            messages.success(request, _("Your consent is written down."))
        else:
            services.withdraw_consent(by=request.user, kind=kind)
            messages.success(request, _("Your consent is withdrawn."))
        return redirect("accounts:consents")


class OwnDataView(TemplateView):
    """What I may do with my data: take a copy, correct it, leave."""

    template_name = "accounts/own_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        values = {"verdict": rules.may_erase(self.request.user), "kept": personal_data.kept()}
        return super().get_context_data(**values, **kwargs)


@method_decorator(reauthentication_required, name="dispatch")
class CopyView(View):
    """The copy of everything the platform holds about me, as a ZIP (PD-03); after fresh proof of identity (AU-10)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Made in memory: what one person has written is small; files are listed, not packed."""
        values = {"made_at": clock.now(), "person": request.user.email, "data": personal_data.copy_of(request.user)}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("dane.json", json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
            profile = selectors.profile_of(request.user)
            if profile.photo:
                with profile.photo.open("rb") as photo:
                    archive.writestr("zdjecie.webp", photo.read())
        response = HttpResponse(packed.getvalue(), content_type="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="moje-dane-{clock.today():%Y-%m-%d}.zip"'
        return response


@method_decorator(reauthentication_required, name="dispatch")
class EraseView(View):
    """The last question before my account goes, and the going; asks for fresh proof of identity (AU-10)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, EraseForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EraseForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.erase_account(by=request.user)
        logout(request)
        messages.success(request, _("Your account has been deleted. Thank you for having been here."))
        return redirect("account_login")

    def _page(self, request: HttpRequest, form: EraseForm, status: int = 200) -> HttpResponse:
        values = {"form": form, "verdict": rules.may_erase(request.user)}
        return render(request, "accounts/erase.html", values, status=status)
