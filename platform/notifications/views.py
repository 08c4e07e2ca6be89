"""The screens of notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit.verdicts import NotThere
from notifications import selectors, services, unsubscribing
from notifications.forms import SettingsForm
from notifications.registry import KINDS


class InboxView(View):
    """All my notices, newest first; posting marks all as read."""

    def get(self, request: HttpRequest) -> HttpResponse:
        before = request.GET.get("before", "")
        unread_only = request.GET.get("only") == "unread"
        number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
        page = selectors.inbox(request.user, before=number, unread_only=unread_only)
        own = reverse("notifications:inbox")
        kept = "only=unread&" if unread_only else ""
        values = {
            "notices": page.notices,
            "labels": {kind.name: kind.label for kind in KINDS},
            "unread_only": unread_only,
            "older": f"{own}?{kept}before={page.older}" if page.older else "",
            "newer": f"{own}?{kept}".rstrip("?&") if number else "",
        }
        return render(request, "notifications/inbox.html", values)

    def post(self, request: HttpRequest) -> HttpResponse:
        services.mark_read(by=request.user)
        messages.success(request, _("All notices are marked as read."))
        return redirect("notifications:inbox")


class OpenView(View):
    """Marks one notice as read and leads to its thing; a link in a letter leads here too."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.number = kwargs["number"]

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        notice = selectors.notice_for(request.user, number)
        services.mark_read(by=request.user, notice=notice)
        return HttpResponseRedirect(notice.url)


class ReadView(View):
    """Marks one notice as read and stays."""

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        services.mark_read(by=request.user, notice=selectors.notice_for(request.user, number))
        return redirect("notifications:inbox")


class BadgeView(View):
    """A fragment: the number on the bell."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "notifications/badge.html", {"unread": selectors.unread_count(request.user)})


class SettingsView(View):
    """What I want to be told by mail."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, SettingsForm(levels=selectors.levels_of(request.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SettingsForm(request.POST, levels=selectors.levels_of(request.user))
        if not form.is_valid():
            return self.page(request, form)
        services.choose(by=request.user, levels=form.levels())
        messages.success(request, _("Saved. From now on notices come as you chose."))
        return redirect("notifications:settings")

    def page(self, request: HttpRequest, form: SettingsForm) -> HttpResponse:
        """The form."""
        status = 422 if form.is_bound else 200
        return render(request, "notifications/settings.html", {"form": form}, status=status)


# A mail program posts here by itself (one click), without our cookie: the signed link is the authority, and it is
# bound to one person and one kind.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class UnsubscribeView(View):
    """Stops mail of one kind; looking changes nothing, posting does."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        given = unsubscribing.read(kwargs["token"])
        if given is None or given[1] not in KINDS:
            raise NotThere
        self.user_id, self.kind = given[0], KINDS[given[1]]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return render(request, "notifications/unsubscribe.html", {"kind": self.kind})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        services.stop_mail(user_id=self.user_id, kind=self.kind.name)
        return render(request, "notifications/unsubscribe.html", {"kind": self.kind, "is_done": True})
