"""Where allauth asks us: who may make an account, where to lead people, which addresses stand in letters."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from accounts.models import UserManager

INVITED = "invited_email"
"""The session key under which an opened invitation leaves its address (the invitation's token came by mail)."""


def invited_address(request: HttpRequest) -> str:
    """The address of the invitation opened in this session, in the form we store; empty when there is none."""
    return UserManager.normalise(request.session.get(INVITED) or "")


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's account questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open when the setting says so, or for a person with an opened invitation (AU-01)."""
        return settings.OPEN_SIGNUP or bool(invited_address(request))

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whoever opened the invitation reads that address already."""
        return invited_address(request) == UserManager.normalise(email) or super().is_email_verified(request, email)

    def clean_email(self, email: str) -> str:
        """Addresses are compared in one form (AU-09)."""
        return UserManager.normalise(super().clean_email(email))

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of our own host: anything else leads to the start page (AU-18)."""
        return bool(url) and url.startswith("/") and not url.startswith(("//", "/\\")) and super().is_safe_url(url)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters and their links name the configured address, never a header of the request (AU-19)."""
        host = settings.BASE_URL.split("://", 1)[1]
        fixed: dict[str, Any] = {"current_site": SimpleNamespace(name=settings.WAGTAIL_SITE_NAME, domain=host)}
        for name, value in context.items():
            if name.endswith("_url") and value:
                fixed[name] = settings.BASE_URL + urlsplit(str(value)).path
        super().send_mail(template_prefix, email, context | fixed)


class SchoolAccountAdapter(DefaultSocialAccountAdapter):
    """School accounts (Microsoft 365, Google Workspace) follow the same rules."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """As for everybody: open, or invited with this very address."""
        if settings.OPEN_SIGNUP:
            return True
        invited = invited_address(request)
        return bool(invited) and any(UserManager.normalise(a.email) == invited for a in sociallogin.email_addresses)
