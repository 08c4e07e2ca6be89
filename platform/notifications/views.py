"""The screens of notices."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from kit.verdicts import NotThere, Refused
from notifications import selectors, services, tables, unsubscribing
from notifications.forms import LevelsForm, RhythmForm
from notifications.pushing import browsers, keys
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
    """How I am told of what: kinds, networks, the rhythm of letters, and how each level came about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, LevelsForm(table=tables.everywhere(request.user)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = LevelsForm(request.POST, table=tables.everywhere(request.user))
        if not form.is_valid():
            return self.page(request, form)
        services.choose(by=request.user, levels=form.kinds())
        for key, level in form.places().items():
            services.choose(by=request.user, levels={"": level}, place=key)
        messages.success(request, _("Saved. From now on notices come as you chose."))
        return redirect("notifications:settings")

    def page(self, request: HttpRequest, form: LevelsForm, rhythm: RhythmForm | None = None) -> HttpResponse:
        """The forms."""
        shown = rhythm or RhythmForm(initial=model_to_dict(selectors.rhythm_of(request.user)))
        values = {"form": form, "rhythm": shown, "things": tables.things_of(request.user), "push_key": keys.public()}
        if values["push_key"]:
            values["browsers"] = browsers.of(request.user)
        status = 422 if form.is_bound or shown.is_bound else 200
        return render(request, "notifications/settings.html", values, status=status)


class RhythmView(View):
    """When letters come."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RhythmForm(request.POST)
        if not form.is_valid():
            levels = LevelsForm(table=tables.everywhere(request.user))
            return SettingsView().page(request, levels, form)
        services.set_rhythm(by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. From now on letters come as you chose."))
        return redirect("notifications:settings")


class BrowserOnView(View):
    """News in the browser from which this is sent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        said = {name: request.POST.get(name, "")[:600] for name in ("endpoint", "p256dh", "auth")}
        try:
            browsers.turn_on(by=request.user, **said, agent=request.headers.get("User-Agent", "")[:400])
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, _("News that come at once will be shown in this browser."))
        return redirect(reverse("notifications:settings") + "#przegladarka")


class BrowserOffView(View):
    """No more news in one of my browsers."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        browsers.turn_off(by=request.user, number=number)
        messages.success(request, _("No more news will be shown in that browser."))
        return redirect(reverse("notifications:settings") + "#przegladarka")


class PlaceSettingsView(View):
    """How I am told of what happens in one network."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.place = selectors.place_named(request.user, kwargs["key"])

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self.page(request, LevelsForm(table=tables.in_place(request.user, self.place)))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        form = LevelsForm(request.POST, table=tables.in_place(request.user, self.place))
        if not form.is_valid():
            return self.page(request, form)
        services.choose(by=request.user, levels=form.kinds() | {"": form.places()[key]}, place=key)
        messages.success(request, _("Saved. From now on notices come as you chose."))
        return redirect("notifications:place_settings", key=key)

    def page(self, request: HttpRequest, form: LevelsForm) -> HttpResponse:
        """The form."""
        status = 422 if form.is_bound else 200
        return render(request, "notifications/place_settings.html", {"form": form, "place": self.place}, status=status)


class ThingView(View):
    """Takes back what I chose for one conversation or matter."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        services.choose_for_thing(by=request.user, thing=request.POST.get("thing", ""), level="")
        messages.success(request, _("Saved. This matter follows your other choices again."))
        return redirect("notifications:settings")


# A mail program posts here by itself (one click), without our cookie: the signed link is the authority, and it is
# bound to one person and one choice.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class UnsubscribeView(View):
    """Less mail by a signed link: looking changes nothing and says what will happen, posting does it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        given = unsubscribing.read(kwargs["token"])
        if given is None or (given[1] == "kind" and given[2] not in KINDS):
            raise NotThere
        self.user_id, self.scope, self.name = given

    def values(self, **more: Any) -> dict[str, Any]:
        """What the page says; it names a kind of news, never a thing or a network."""
        kind = KINDS[self.name] if self.scope == "kind" else None
        return {"scope": self.scope, "kind": kind, **more}

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return render(request, "notifications/unsubscribe.html", self.values())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        services.less(user_id=self.user_id, scope=self.scope, name=self.name)
        return render(request, "notifications/unsubscribe.html", self.values(is_done=True))
