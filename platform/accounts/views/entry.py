"""Entering: the demo's one click, and why some need a second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.generic import TemplateView

from accounts import demo, rules


@method_decorator(login_not_required, name="dispatch")
class DemoEnterView(View):
    """Enter as a person of the demo; outside the demo this address does not exist."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        user = demo.person(request.POST.get("email", ""))
        if user is None:
            raise Http404
        login(request, user, backend="accounts.backends.People")
        record_authentication(request, user, method="demo", reauthenticated=True)
        return redirect(settings.LOGIN_REDIRECT_URL)


class SecondFactorView(TemplateView):
    """Says in two sentences why this person needs a second factor, and where to set it up."""

    template_name = "accounts/second_factor.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            is_needed=rules.needs_second_factor(user), has_factor=is_mfa_enabled(user), **kwargs
        )
