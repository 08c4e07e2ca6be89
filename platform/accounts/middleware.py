"""What every request of a signed-in person passes through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import rules

SEEN_FOR = 5 * 60
"""How many seconds a session counts as just seen; without this every page would write a row."""
FACTOR_FOR = 60
"""How many seconds the answer 'nothing is missing' is remembered, by each process for itself."""

WAY_OUT = frozenset(
    {
        "accounts:second_factor",
        "account_logout",
        "account_reauthenticate",
        "account_set_password",
        "account_change_password",
        "account_email",
        "account_email_verification_sent",
        "alive",
        "ready",
        "javascript-catalog",
    }
)
"""Screens that stay open to a person who has yet to set a second factor up, besides those of the factors."""


class SessionsSeen(UserSessionsMiddleware):
    """Keeps the list of sessions up to date, but not at every request."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = f"session-seen:{request.session.session_key}"
        if request.session.session_key and not caches["pieces"].add(key, 1, SEEN_FOR):
            return self.get_response(request)
        return super().__call__(request)


def factor_key(user: Any) -> str:
    """Where 'nothing is missing' is remembered for `user`."""
    return f"second-factor:{user.pk}"


class SecondFactor:
    """Leads staff, county coordinators and SOREs without a second factor to setting one up (AU-06)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Nothing, or the way to the page that explains why."""
        if not settings.REQUIRE_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in WAY_OUT or name.startswith("mfa_") or caches["pieces"].get(factor_key(request.user)):
            return None
        if rules.needs_second_factor(request.user) and not is_mfa_enabled(request.user):
            return redirect("accounts:second_factor")
        caches["pieces"].set(factor_key(request.user), 1, FACTOR_FOR)
        return None
