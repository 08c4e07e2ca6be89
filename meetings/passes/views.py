"""The coordinator's list of passes, and what a pass opens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from accounts.adapters import INVITED
from files import sniffing, uploads
from files.slots import DOCUMENT
from kit import clock
from kit.verdicts import NotThere, Refused
from meetings import rules as meetings
from meetings import selectors as rooms
from meetings.passes import rules, selectors, services
from meetings.passes.forms import FileForm, IssueForm
from meetings.passes.models import LASTS, ExpertPass
from meetings.views.room import room_page

# --- the coordinator's side


class PassesView(View):
    """`passes:list`: who is invited to the meeting with a pass, and in what state."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.meeting = selectors.meeting_to_manage(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The list and the form; an expert the county assigned can be taken over."""
        chosen = request.GET.get("ekspert", "")
        experts = selectors.assigned_experts(self.meeting)
        taken = next((expert for expert in experts if str(expert.pk) == chosen), None)
        initial = {"name": taken.name, "email": taken.email} if taken else {}
        return self.drawn(request, IssueForm(initial=initial), experts=experts)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Invite, once."""
        form = IssueForm(request.POST)
        if form.is_valid():
            values = form.cleaned_data
            try:
                services.issue(
                    by=request.user,
                    meeting=self.meeting,
                    name=values["name"],
                    email=values["email"],
                    key=values["once"],
                )
            except Refused as refused:
                form.add_error("email", str(refused.reason))
            else:
                messages.success(request, _("The letter with the personal link is on its way."))
                return redirect("passes:list", pk=pk)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: IssueForm, *, experts: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        values = {
            "meeting": self.meeting,
            "network": self.meeting.edition.network,
            "standing": meetings.standing_in(request.user, self.meeting),
            "tab": "meetings",
            "passes": selectors.passes_of(self.meeting),
            "now": clock.now(),
            "days": LASTS,
            "may_issue": rules.may_issue(request.user, self.meeting),
            "experts": selectors.assigned_experts(self.meeting) if experts is None else experts,
            "form": form,
            "file_form": FileForm(),
        }
        return render(request, "passes/list.html", values, status=status)


class PassActView(View):
    """`passes:send`, `passes:revoke`: one-click acts."""

    http_method_names = ["post"]
    service: Any = None
    done = ""

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Do it."""
        held = selectors.pass_to_manage(request.user, pk, number)
        self.service(by=request.user, held=held)
        messages.success(request, str(self.done))
        return redirect("passes:list", pk=pk)


class LayView(View):
    """`passes:lay`: lay a file beside a pass."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Do it, or say why not."""
        held = selectors.pass_to_manage(request.user, pk, number)
        form = FileForm(request.POST, request.FILES)
        if uploads.TOO_LARGE in request.META:
            messages.error(request, sniffing.too_large(request.META[uploads.TOO_LARGE], DOCUMENT))
        elif not form.is_valid():
            messages.error(request, " ".join(form.errors["file"]))
        else:
            try:
                services.lay_beside(by=request.user, held=held, upload=form.cleaned_data["file"])
            except Refused as refused:
                messages.error(request, str(refused.reason))
            else:
                messages.success(request, _("The expert can read it now."))
        return redirect("passes:list", pk=pk)


class TakeAwayView(View):
    """`passes:take_away`: take a file away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int, file: Any) -> HttpResponse:
        """Do it."""
        held = selectors.pass_to_manage(request.user, pk, number)
        services.take_away(by=request.user, held=held, file_id=file)
        messages.success(request, _("The file is gone."))
        return redirect("passes:list", pk=pk)


# --- what a pass opens


@method_decorator(login_not_required, name="dispatch")
class GuestScreen(View):
    """A screen for the holder of a pass; never kept by a cache, no address tells where one came from."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Without a valid pass a sentence says what to do."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotThere:
            response = render(request, "passes/dead.html", status=404)
        response.headers.setdefault("Referrer-Policy", "same-origin")  # without it no Origin comes, and no form
        response["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(response)
        return response


class OpenView(GuestScreen):
    """`passes:open`: the link of the letter; keeps the pass in the session and leads on without its secret."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, words: str) -> HttpResponse:
        """Check the signature, the state and who is signed in."""
        held = selectors.pass_by(words)
        if not held.is_valid_at(clock.now()):
            return render(request, "passes/dead.html", {"held": held}, status=410)
        if request.user.is_authenticated and request.user.email == held.email:
            services.adopt(user=request.user)
        elif request.user.is_authenticated:
            return render(request, "passes/other_person.html", {"held": held}, status=409)
        request.session[selectors.SESSION_KEY] = {"pk": held.pk, "secret": held.secret}
        services.opened(held=held)
        return redirect("passes:guest")


class GuestView(GuestScreen):
    """`passes:guest`: the meeting, its agenda, the materials, the way into the room."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the small page."""
        held = selectors.held_by(request)
        meeting, now = held.meeting, clock.now()
        is_open = bool(meetings.room_is_open(meeting, now))
        turned_away = self._turned_away(held) if is_open else ""
        values = {
            "held": held,
            "meeting": meeting,
            "network": meeting.edition.network,
            "points": rooms.agenda_of(meeting),
            "entry": is_open and not turned_away,
            "turned_away": turned_away,
            "waits": meeting.state == "planned" and meeting.has_room and now < meeting.closes_at,
            "line": rooms.place_in_line(held.guest, meeting),
            "may_withdraw": held.is_visitor and not meeting.has_begun,
            "signed": selectors.signed(held),
            "materials": selectors.materials_of(held),
            "links": selectors.links_of(request.user, held),
            "has_account": get_user_model().objects.filter(email=held.email, is_active=True).exists(),
        }
        return render(request, "passes/guest.html", values)

    def _turned_away(self, held: ExpertPass) -> str:
        """Why the open room is closed to this very person; "" for who may come to its door."""
        try:
            rooms.pass_for(held.guest, held.meeting_id)
        except Refused as refused:
            return str(refused.reason)
        return ""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make an account: the letter's link proves the address, as an invitation does (AU-01)."""
        held = selectors.held_by(request)
        request.session[INVITED] = held.email
        return redirect("account_signup")


class GuestRoomView(GuestScreen):
    """`passes:room`: the meeting's room for the holder of a pass."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The room's page; when it is not open to the person, back to the page that says why."""
        held = selectors.held_by(request)
        meeting = held.meeting
        values: dict[str, Any] = {"meeting": meeting, "network": meeting.edition.network, "back": "/przepustka/"}
        try:
            ticket = rooms.pass_for(held.guest, meeting.pk)
        except Refused:
            return redirect("passes:guest")
        values |= {
            "ticket": ticket,
            "points": rooms.agenda_of(meeting),
            "materials": selectors.reading_of(request.user, held),
        }
        return room_page(request, values, person=ticket.person)
