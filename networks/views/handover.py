"""Nominations and the handover of a network."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kit.verdicts import NotThere, Refused
from networks import rules, selectors, services
from networks.enums import Role
from networks.forms import AnswerForm, HandoverForm, NominationForm
from networks.states import HandoverState
from networks.views.inside import EditionView


class HandoverView(EditionView):
    """`networks:handover`: who coordinates, who is nominated, the proposal that waits, and the record."""

    tab = "members"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the year; experts do not find this page."""
        super().setup(request, *args, **kwargs)
        if self.standing is not None and self.standing.role == Role.EXPERT:
            raise NotThere

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the page."""
        return self.draw(request)

    def draw(self, request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page, with a form that came back where there is one."""
        edition, user = self.edition, request.user
        handovers = selectors.handovers_of(edition)
        waiting = next(
            (one for one in handovers if one.state == HandoverState.PROPOSED and one.edition_id == edition.pk), None
        )
        steers = bool(rules.may_look_after(user, edition))
        concerned = waiting is not None and (steers or user.pk in (waiting.successor_id, waiting.before_id))
        handing = rules.may_hand_over(user, edition)
        values = {
            "coordinators": selectors.coordinators_of(edition),
            "nominations": selectors.nominations_of(edition),
            "waiting": waiting if concerned else None,
            "asked": waiting is not None and waiting.successor_id == user.pk,
            "records": [one for one in handovers if one.state in RECORDED],
            "refused": [one for one in handovers if one.state == HandoverState.REFUSED] if steers else [],
            "steers": steers,
            "nominating": rules.may_nominate(user, edition),
            "handing": handing,
            "nomination_form": NominationForm(edition=edition),
            "handover_form": HandoverForm(edition=edition, initial={"successor": request.GET.get("kto")}),
            "answer_form": AnswerForm(),
            "appointing": rules.may_appoint(user, edition.network),
        }
        return self.page(request, "networks/handover.html", status=status, **(values | forms))


RECORDED = (HandoverState.ACCEPTED, HandoverState.APPOINTED)
"""What is shown as the record of the network's coordinators."""


class HandoverStartView(HandoverView):
    """`networks:handover_start`: ask a person of the network to take it over."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Propose; somebody from outside is refused in words beside the field."""
        form = HandoverForm(request.POST, edition=self.edition)
        if form.is_valid():
            try:
                services.start_handover(
                    by=request.user,
                    edition=self.edition,
                    successor=form.cleaned_data["successor"].user,
                    words=form.cleaned_data["words"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The person is asked. Nothing changes until the answer."))
                return redirect("networks:handover", slug=slug)
        return self.draw(request, status=409, handover_form=form)


class NominateView(HandoverView):
    """`networks:nominate`: say who could coordinate next."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Nominate; the candidate is told."""
        form = NominationForm(request.POST, edition=self.edition)
        if form.is_valid():
            try:
                services.nominate(
                    by=request.user,
                    edition=self.edition,
                    candidate=form.cleaned_data["candidate"].user,
                    words=form.cleaned_data["words"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The nomination is written down and the candidate is told."))
                return redirect("networks:handover", slug=slug)
        return self.draw(request, status=409, nomination_form=form)


class NominationWithdrawView(HandoverView):
    """`networks:nomination_withdraw`: take a nomination back, one's own or of oneself."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Withdraw it."""
        nomination = selectors.nomination_in(self.edition, number)
        try:
            services.withdraw_nomination(by=request.user, nomination=nomination)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The nomination is withdrawn."))
        return redirect("networks:handover", slug=slug)


class HandoverAnswerView(HandoverView):
    """`networks:handover_accept`, `networks:handover_refuse`, `networks:handover_withdraw`."""

    act = "accept"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Answer the proposal, or take it back."""
        handover = selectors.handover_in(self.edition, number)
        form = AnswerForm(request.POST)
        answer = form.cleaned_data["answer"] if form.is_valid() else ""
        try:
            if self.act == "accept":
                services.accept_handover(by=request.user, handover=handover)
                messages.success(request, _("The network is yours now. Thank you for taking it over!"))
            elif self.act == "refuse":
                services.refuse_handover(by=request.user, handover=handover, answer=answer)
                messages.success(request, _("Your answer was passed on; nothing has changed in the network."))
            else:
                services.withdraw_handover(by=request.user, handover=handover)
                messages.success(request, _("The proposal is withdrawn."))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect("networks:handover", slug=slug)
