"""Accepting and returning what was handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from networks.assignments import rules, selectors, services


class DecideView(View):
    """`assignments:decide`: accept what was handed in, or return it with a word."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch what was handed in, under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.assignment = selectors.assignment_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who gave the task and who steers."""
        insist(rules.may_change(request.user, self.assignment.task))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide."""
        comment = request.POST.get("comment", "")
        verb = services.return_ if request.POST.get("act") == "return" else services.accept
        try:
            verb(by=request.user, assignment=self.assignment, comment=comment)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            words = (
                _("Returned with your comment.")
                if verb is services.return_
                else _("Accepted. The person will hear of it.")
            )
            messages.success(request, words)
        back = request.POST.get("back", "")
        if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            return redirect(back)
        return redirect(self.assignment)
