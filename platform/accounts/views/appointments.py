"""Giving and ending roles, on the editors' side: administrators only."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts import selectors, services
from accounts.forms import AppointForm
from kit.verdicts import Refused


class RolesView(View):
    """The roles of one person: those in force, earlier ones, and a form for a new one."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.person = selectors.person_to_administer(request.user, kwargs["number"])

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        return self._page(request, AppointForm())

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        if request.POST.get("end"):
            assignment = selectors.assignment_of(request.user, self.person, request.POST["end"])
            services.end_role(by=request.user, assignment=assignment)
            messages.success(request, _("The role has ended."))
            return redirect("accounts_roles", number)
        form = AppointForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            services.appoint(by=request.user, user=self.person, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self._page(request, form, status=422)
        messages.success(request, _("The role is given; the person has been told."))
        return redirect("accounts_roles", number)

    def _page(self, request: HttpRequest, form: AppointForm, status: int = 200) -> HttpResponse:
        values = {"form": form, "person": self.person, "lines": selectors.assignments_of(self.person)}
        return render(request, "accounts/admin/roles.html", values, status=status)
