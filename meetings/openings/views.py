"""What everybody sees of open meetings, the links of letters, and the coordinator's side."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from directory.enums import Audience
from kit import clock, ical, limits
from kit.verdicts import NotThere, Refused
from meetings import rules as meetings
from meetings import selectors as rooms
from meetings.openings import rules, selectors, services
from meetings.openings.forms import PublishForm, SignUpForm
from meetings.passes import selectors as passes

MOST_IN_AN_HOUR, MOST_OF_ALL, MOST_TO_ONE = 10, 500, 3
"""Sign-ups in an hour from one sender (a staff room has one address), from all together, and letters to one address."""

# --- what everybody sees


@method_decorator(login_not_required, name="dispatch")
class ListView(View):
    """`openings:list`: open meetings to come, for one group when it is chosen."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, nearest first."""
        chosen = request.GET.get("dla", "")
        every = selectors.coming_openings()
        named = {word for one in every for word in one.audience}
        chosen = chosen if chosen in named else ""
        values = {
            "rows": [(one, selectors.places_of(one)) for one in every if not chosen or chosen in one.audience],
            "groups": [one for one in Audience if one.value in named],
            "chosen": chosen,
        }
        return render(request, "openings/list.html", values)


@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """`openings:feed`: the same for calendars."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Give the file."""
        entries = [selectors.entry(one, settings.BASE_URL) for one in selectors.coming_openings()]
        content = ical.calendar(entries, name=_("Splot: open meetings"))
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="spotkania-otwarte.ics"'
        return response


class PublicScreen(View):
    """A screen of one open meeting; absent, hidden, cancelled and others' look alike."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.opening = selectors.opening_for_everybody(kwargs["pk"])

    def drawn(self, request: HttpRequest, form: SignUpForm, *, status: int = 200, **more: Any) -> HttpResponse:
        """The public page."""
        meeting, now = self.opening.meeting, clock.now()
        user = request.user
        held = selectors.pass_of(user, meeting)
        standing = meetings.standing_in(user, meeting) if user.is_authenticated else None
        values = {
            "opening": self.opening,
            "meeting": meeting,
            "network": meeting.edition.network,
            "points": rooms.agenda_of(meeting),
            "materials": selectors.public_materials(meeting),
            "places": selectors.places_of(self.opening),
            "may_sign_up": rules.may_sign_up(self.opening, now),
            "is_member": standing is not None and standing.edition_id == meeting.edition_id,
            "held": held,
            "signed": passes.signed(held) if held is not None else "",
            "line": rooms.place_in_line(user, meeting) if held is not None else 0,
            "form": form,
        }
        return render(request, "openings/page.html", values | more, status=status)


@method_decorator(login_not_required, name="dispatch")
class PageView(PublicScreen):
    """`openings:page`: when, where, what about, who leads, how many places, and the way to sign up."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        return self.drawn(request, SignUpForm())


@method_decorator(login_not_required, name="dispatch")
class SignUpView(PublicScreen):
    """`openings:sign_up`: one press with an account; a name and an address without one."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form stands on the meeting's page."""
        return redirect(self.opening)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign up, or say why not."""
        return self._with_account(request) if request.user.is_authenticated else self._without(request)

    def _with_account(self, request: HttpRequest) -> HttpResponse:
        try:
            place = services.sign_up(by=request.user, opening=self.opening)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.drawn(request, SignUpForm(), status=422)
        lined = _("All places are taken. You wait in the line; a letter comes when there is a place.")
        messages.success(request, lined if place.is_lined else _("You are signed up. A letter is on its way."))
        return redirect(self.opening)

    def _without(self, request: HttpRequest) -> HttpResponse:
        form = SignUpForm(request.POST)
        if not form.is_valid():
            return self.drawn(request, form, status=422)
        values = form.cleaned_data
        if values["website"]:  # only machines fill it in; they are told nothing
            return self.drawn(request, SignUpForm(), is_asked=True)
        if not limits.within_the_hour("openings", request, one=MOST_IN_AN_HOUR, everybody=MOST_OF_ALL):
            form.add_error(None, _("Too many sign-ups came from your address. Try again in an hour."))
            return self.drawn(request, form, status=429)
        try:
            if limits.counted_for("openings-to", values["email"].lower(), MOST_TO_ONE):
                services.ask(opening=self.opening, name=values["name"], email=values["email"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self.drawn(request, form, status=422)
        return self.drawn(request, SignUpForm(), is_asked=True)


# --- links of letters


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class LinkScreen(View):
    """A page behind a letter's link: looking changes nothing, the button acts; the link itself is the proof."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Without a living link a sentence says what to do."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotThere:
            response = render(request, "openings/dead.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response


class ConfirmView(LinkScreen):
    """`openings:confirm`."""

    def get(self, request: HttpRequest, words: str) -> HttpResponse:
        """The button."""
        asked = selectors.sign_up_by(words)
        may = rules.may_sign_up(asked.meeting.opening)
        values = {"asked": asked, "meeting": asked.meeting, "may": may}
        return render(request, "openings/confirm.html", values, status=200 if may else 410)

    def post(self, request: HttpRequest, words: str) -> HttpResponse:
        """Take the place, or one in the line."""
        asked = selectors.sign_up_by(words)
        values: dict[str, Any] = {"asked": asked, "meeting": asked.meeting}
        try:
            place = services.confirm(asked=asked)
        except Refused as refused:
            return render(request, "openings/confirm.html", values | {"reason": refused.reason}, status=422)
        values |= {"place": place, "signed": passes.signed(place.held) if place.held is not None else ""}
        return render(request, "openings/confirm.html", values)


class WithdrawView(LinkScreen):
    """`openings:withdraw`: give the place back."""

    def get(self, request: HttpRequest, words: str) -> HttpResponse:
        """The button."""
        held = passes.pass_by(words)
        values = {"held": held, "meeting": held.meeting, "may": rules.may_withdraw(held)}
        return render(request, "openings/withdraw.html", values)

    def post(self, request: HttpRequest, words: str) -> HttpResponse:
        """Do it."""
        held = passes.pass_by(words)
        values: dict[str, Any] = {"meeting": held.meeting}
        try:
            services.withdraw(held=held)
        except Refused as refused:
            values |= {"held": held, "may": refused}
            return render(request, "openings/withdraw.html", values, status=422)
        return render(request, "openings/withdraw.html", values | {"is_done": True})


# --- the coordinator's side


class ManageView(View):
    """`openings:manage`: let everybody see the meeting, and who signed up from outside."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.meeting, self.opening, self.visitors = selectors.visitors_for(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form with what stands there now."""
        opening = self.opening
        initial: dict[str, Any] = {"audience": self.meeting.edition.network.audience}
        if opening is not None:
            initial = {"audience": opening.audience, "led_by": opening.led_by, "agreed": bool(opening.led_by)}
        return self.drawn(request, PublishForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish, or change what stands there."""
        form = PublishForm(request.POST)
        if form.is_valid():
            try:
                opening = services.publish(by=request.user, meeting=self.meeting, **form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Everybody can read it now and sign up."))
                return redirect("openings:manage", pk=opening.meeting_id)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: PublishForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        meeting, opening = self.meeting, self.opening
        if opening is not None:
            opening.meeting = meeting
        values = {
            "meeting": meeting,
            "network": meeting.edition.network,
            "standing": meetings.standing_in(request.user, meeting),
            "tab": "meetings",
            "opening": opening,
            "is_public": opening is not None and rules.is_public(opening),
            "may_publish": rules.may_publish(request.user, meeting),
            "visitors": self.visitors,
            "form": form,
        }
        return render(request, "openings/manage.html", values, status=status)


class HideView(View):
    """`openings:hide`: no public page any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, or say why not."""
        meeting, _opening, _visitors = selectors.visitors_for(request.user, pk)
        try:
            services.hide(by=request.user, meeting=meeting)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The public page is hidden. Those who signed up keep their places."))
        return redirect("openings:manage", pk=pk)


class TakeOffView(View):
    """`openings:take_off`: take somebody who signed up off the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Do it, or say why not."""
        meeting, _opening, _visitors = selectors.visitors_for(request.user, pk)
        try:
            services.take_off(by=request.user, meeting=meeting, number=number)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The person is off the list; the pass opens nothing."))
        return redirect("openings:manage", pk=pk)
