"""The own profile: looking at it, changing it, choosing the school."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from accounts import selectors, services
from accounts.forms import ProfileForm, SchoolForm
from directory.selectors import institution_search


class ProfileView(TemplateView):
    """How others see me, and what only I see."""

    template_name = "accounts/profile.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(card=selectors.card(self.request.user, self.request.user), **kwargs)


class SettingsView(TemplateView):
    """Everything about the account and privacy in one list."""

    template_name = "accounts/settings.html"


class ProfileEditView(View):
    """Changing what I say of myself."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.profile = selectors.profile_of(request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, ProfileForm(profile=self.profile))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProfileForm(request.POST, request.FILES, profile=self.profile)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.change_profile(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")

    def _page(self, request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
        return render(request, "accounts/profile_edit.html", {"form": form, "profile": self.profile}, status=status)


class SchoolView(View):
    """Choosing the school by typing; with scripts the results follow the keys."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "")[:100]
        values = {
            "q": text,
            "found": institution_search(text),
            "profile": selectors.profile_of(request.user),
            "asked": len(text.strip()) >= 2,
        }
        part = "accounts/school_results.html" if request.headers.get("HX-Request") else "accounts/school.html"
        return render(request, part, values)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SchoolForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This school cannot be chosen. Look for it once more."))
            return redirect("accounts:school")
        services.choose_school(by=request.user, institution=form.cleaned_data["institution"])
        messages.success(request, _("Your school is saved."))
        return redirect("accounts:profile")
