"""One announcement: reading it, seeing who has read it, taking it back, confirming from a letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit.verdicts import NotThere, insist
from networks.announcements import receipts, rules, selectors, services


class DetailView(View):
    """`announcements:detail`: the text; opening it is reading it. Those who lead also see who has read it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw the page."""
        announcement = selectors.announcement_for(request.user, pk)
        services.mark_read(by=request.user, announcement=announcement)
        leads = rules.may_lead(request.user, announcement)
        readers = selectors.readers_of(announcement) if leads else None
        values = {"announcement": announcement, "leads": leads, "readers": readers}
        return render(request, "announcements/detail.html", values)


class WithdrawView(View):
    """`announcements:withdraw`: take it back, after a page that says what it means."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it."""
        super().setup(request, *args, **kwargs)
        self.announcement = selectors.announcement_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only those who lead."""
        insist(rules.may_lead(request.user, self.announcement))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        return render(request, "announcements/withdraw.html", {"announcement": self.announcement})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw."""
        services.withdraw(by=request.user, announcement=self.announcement)
        messages.success(request, _("The announcement is withdrawn; only those who lead still see it."))
        return redirect(self.announcement)


# The signed link of a letter is the authority: it works without signing in, for one person and one announcement, says
# nothing of its content, and does nothing but confirm. A mail program that looks at links changes nothing by looking.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class ReceiptView(View):
    """`announcements:receipt`: confirm reading from a letter."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the link."""
        super().setup(request, *args, **kwargs)
        given = receipts.read(kwargs["token"])
        if given is None:
            raise NotThere
        self.user_id, self.announcement_id = given

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Offer to confirm."""
        return render(request, "announcements/receipt.html", {})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Confirm; an announcement that is no longer for this person is not there."""
        if not services.confirm(user_id=self.user_id, announcement_id=self.announcement_id):
            raise NotThere
        return render(request, "announcements/receipt.html", {"is_done": True})
