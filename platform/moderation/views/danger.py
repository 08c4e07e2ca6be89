"""Signs of a danger to life or safety: what to do at once, and the log that it was done (DSA, article 18)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused
from moderation import selectors, services
from moderation.forms import DangerForm
from moderation.selectors import Row


class DangerView(View):
    """`moderation:danger`: for those who decide about the case; the call itself is a person's (DS-07)."""

    row: Row

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not decide finds nothing here."""
        super().setup(request, *args, **kwargs)
        self.row = selectors.case_for(request.user, kwargs["case_id"])

    def _page(self, request: HttpRequest, form: DangerForm, status: int = 200) -> HttpResponse:
        values = {"row": self.row, "case": self.row.case, "form": form, "log": selectors.dangers_about(self.row.thing)}
        return render(request, "moderation/danger.html", values, status=status)

    def get(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """The procedure, what was logged, the form."""
        return self._page(request, DangerForm())

    def post(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """Log it, or say what is missing."""
        form, case = DangerForm(request.POST), self.row.case
        if case is None:
            raise NotThere
        if form.is_valid():
            try:
                services.log_danger(by=request.user, case=case, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("It is in the log for good. Now decide about the words themselves."))
                return redirect(case)
        return self._page(request, form, status=422)
