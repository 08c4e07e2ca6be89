"""The network's start page, its card for people from outside, and joining from there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import View

from kit import panels
from kit.verdicts import NotThere, Refused, insist
from networks import rules, selectors, services
from networks.enums import JoinPolicy, Role
from networks.forms import GoalForm, JoinForm
from networks.models import Edition, Membership
from networks.states import MembershipState
from networks.views.inside import inside


class SpaceView(View):
    """`networks:space`: the start page of a network for those who belong; others are shown its card."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the year and the panels the rooms signed in; send people from outside to the card."""
        try:
            standing = selectors.space_for(request.user, slug)
        except NotThere:
            selectors.card_for(request.user, slug)
            return redirect("networks:card", slug=slug)
        values = inside(
            standing,
            "space",
            panels=drawn_panels(request, standing),
            steers=standing.steers,
            has_past=standing.role != Role.EXPERT and selectors.signals(standing).has_past,
        )
        return render(request, "networks/space.html", values)


def drawn_panels(request: HttpRequest, standing: Membership) -> list[str]:
    """The panels of the rooms as HTML; each template gets its own values beside `network` and `standing`."""
    shared = {"standing": standing, "network": standing.edition.network}
    return [
        render_to_string(panel.template, shared | values, request)
        for panel, values in panels.drawn(panels.SPACE, request.user, standing)
    ]


class GoalView(View):
    """`networks:goal`: what the network works on this year, written by those who steer."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the reader's place."""
        super().setup(request, *args, **kwargs)
        self.standing = selectors.space_for(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_steer_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        form = GoalForm(initial={"goal": self.standing.edition.goal})
        return render(request, "networks/goal.html", inside(self.standing, "space", form=form))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save it."""
        form = GoalForm(request.POST)
        if form.is_valid():
            services.set_goal(by=request.user, edition=self.standing.edition, goal=form.cleaned_data["goal"])
            messages.success(request, _("The goal is saved."))
            return redirect("networks:space", slug=slug)
        return render(request, "networks/goal.html", inside(self.standing, "space", form=form))


def card_values(user: Any, edition: Edition, form: JoinForm | None = None) -> dict[str, Any]:
    """What the card shows this reader."""
    place = selectors.place_in(user, edition)
    return {
        "edition": edition,
        "network": edition.network,
        "coordinators": selectors.coordinators_of(edition),
        "belongs": rules.may_enter(user, edition.network),
        "place": place,
        "asked": place is not None and place.state == MembershipState.REQUESTED,
        "offered": place is not None and place.state == MembershipState.OFFERED,
        "in_line": selectors.place_in_line(place)
        if place is not None and place.state == MembershipState.WAITING
        else 0,
        "joining": rules.may_join(user, edition),
        "asks": edition.network.join_policy == JoinPolicy.REQUEST
        or (place is not None and place.state in (MembershipState.REMOVED, MembershipState.REFUSED)),
        "form": form or JoinForm(question=edition.network.question),
        "can_appoint": rules.may_appoint(user, edition.network),
    }


class CardView(View):
    """`networks:card`: what everyone signed in may know of a network, and how to join it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the card."""
        edition = selectors.card_for(request.user, slug)
        return render(request, "networks/card.html", card_values(request.user, edition))


class JoinView(View):
    """`networks:join`: take a place or ask for one."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Join; when no place is left the card says so and nothing has changed."""
        edition = selectors.card_for(request.user, slug)
        insist(rules.may_join(request.user, edition))
        asks = edition.network.join_policy == JoinPolicy.REQUEST
        form = JoinForm(request.POST, question=edition.network.question if asks else "")
        if form.is_valid():
            try:
                place = services.join(by=request.user, edition=edition, motivation=form.cleaned_data["motivation"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
                edition.refresh_from_db(fields=["taken", "capacity"])
            else:
                if place.state == MembershipState.ACTIVE:
                    messages.success(request, _("Welcome to the network!"))
                    return redirect("networks:space", slug=slug)
                messages.success(request, said_of(place))
                return redirect("networks:card", slug=slug)
        return render(request, "networks/card.html", card_values(request.user, edition, form), status=409)


def said_of(place: Membership) -> str:
    """What a person is told who asked, or who stands in line now."""
    if place.state == MembershipState.WAITING:
        return _("All places are taken. You stand in line; you will be told when a place is free.")
    return _("Your request was sent. The coordinator will answer it.")


class WithdrawRequestView(View):
    """`networks:request_withdraw`: take back one's own request, or leave the line."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Withdraw and return to the card."""
        services.withdraw_request(by=request.user, edition=selectors.card_for(request.user, slug))
        messages.success(request, _("Your request was withdrawn."))
        return redirect("networks:card", slug=slug)


class OfferView(View):
    """`networks:offer_accept`, `networks:offer_decline`: take the place that is kept for one, or pass it on."""

    accepts = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Answer and go on to the network, or back to its card."""
        edition = selectors.card_for(request.user, slug)
        try:
            if self.accepts:
                services.accept_offer(by=request.user, edition=edition)
                messages.success(request, _("Welcome to the network!"))
                return redirect("networks:space", slug=slug)
            services.decline_offer(by=request.user, edition=edition)
            messages.success(request, _("The place went to the next person. Thank you for saying so."))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect("networks:card", slug=slug)


class LeaveView(View):
    """`networks:leave`: leave the network, after a page that says what it means."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the reader's place."""
        super().setup(request, *args, **kwargs)
        self.standing = selectors.space_for(request.user, kwargs["slug"])

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Ask whether the person is sure."""
        verdict = rules.may_leave(request.user, self.standing.edition)
        return render(request, "networks/leave.html", inside(self.standing, "members", leaving=verdict))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Leave; the last coordinator is refused with the reason."""
        services.leave(by=request.user, edition=self.standing.edition)
        messages.success(request, _("You left the network. Your posts and materials stay in it."))
        return redirect("networks:card", slug=slug)
