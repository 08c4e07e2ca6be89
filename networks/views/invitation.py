"""The page behind the link of an invitation; anyone with the link may look at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import NotThere, Refused
from networks import rules, selectors, services
from networks.models import Invitation
from networks.states import MembershipState
from networks.views.space import said_of

SESSION_KEY = "invited_email"
"""Under this key the sign-up form finds the address the invitation is bound to (AU-01)."""


def masked(email: str) -> str:
    """An address one recognises as one's own and cannot copy: `b…@example.org`."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}…@{host}"


def what_became(invitation: Invitation) -> str:
    """One word: open, used, withdrawn or late."""
    if invitation.used_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    return "open" if invitation.is_valid_at(clock.now()) else "late"


@method_decorator(login_not_required, name="dispatch")
class InvitationView(View):
    """`networks:invitation`: what the invitation is for, and the button that takes the place."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Draw the page; what cannot be used any more answers 410, what never was 404."""
        try:
            invitation = selectors.invitation_by(token)
        except NotThere:
            return render(request, "networks/invitation_dead.html", {"became": "unknown"}, status=404)
        became = what_became(invitation)
        if became == "used" and request.user.is_authenticated and invitation.used_by_id == request.user.pk:
            return redirect(invitation.edition.network.get_absolute_url())
        if became != "open":
            return render(request, "networks/invitation_dead.html", {"became": became}, status=410)
        return self._page(request, invitation)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Accept; needs a signed-in person with the invited address."""
        if not request.user.is_authenticated:
            return redirect("networks:invitation", token=token)
        try:
            invitation = selectors.invitation_by(token)
        except NotThere:
            return render(request, "networks/invitation_dead.html", {"became": "unknown"}, status=404)
        try:
            place = services.accept_invitation(by=request.user, invitation=invitation)
        except Refused as refused:
            invitation.refresh_from_db()
            return self._page(request, invitation, reason=str(refused.reason), status=409)
        request.session.pop(SESSION_KEY, None)
        if place.state == MembershipState.WAITING:
            messages.success(request, said_of(place))
            return redirect("networks:card", slug=place.edition.network.slug)
        messages.success(request, _("Welcome to the network!"))
        return redirect(place.edition.network.get_absolute_url())

    def _page(self, request: HttpRequest, invitation: Invitation, *, reason: str = "", status: int = 200) -> Any:
        if not request.user.is_authenticated:
            request.session[SESSION_KEY] = invitation.email
        fits = rules.may_accept_invitation(request.user, invitation) if request.user.is_authenticated else None
        values = {
            "invitation": invitation,
            "edition": invitation.edition,
            "network": invitation.edition.network,
            "address": masked(invitation.email),
            "fits": fits,
            "reason": reason,
            "here": request.path,
        }
        return render(request, "networks/invitation.html", values, status=status)
