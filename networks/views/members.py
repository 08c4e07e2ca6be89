"""The people's page and what those who steer decide there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from kit.verdicts import Refused
from networks import rules, selectors, services
from networks.forms import InviteForm, ReasonForm
from networks.views.inside import InsideView, inside


class MembersView(InsideView):
    """`networks:members`: who is here; requests and invitations for those who steer."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the page."""
        values = inside(
            self.standing,
            "members",
            people=selectors.people_of(self.standing),
            steers=self.standing.steers,
            leads=bool(rules.may_name_deputy(request.user, self.standing.edition.network)),
        )
        return render(request, "networks/members.html", values)


class ActView(InsideView):
    """`networks:member_<act>` without words: accept, restore, name a deputy or a member again."""

    for_steering = True
    service: Callable[..., Any] = services.accept_request
    done: Any = ""
    options: dict[str, Any] = {}
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Act and return to the list; a refusal is said there."""
        membership = selectors.membership_in(self.standing, number)
        try:
            self.service(by=request.user, membership=membership, **self.options)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, str(self.done) % {"person": membership.user.get_full_name()})
        return redirect("networks:members", slug=slug)


class ReasonView(InsideView):
    """`networks:member_<act>` with words for the person: refuse, remove, suspend."""

    for_steering = True
    service: Callable[..., Any] = services.remove
    title: Any = ""
    lost: Any = ""
    button: Any = ""
    done: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the membership spoken of, of this network only (AC-05)."""
        super().setup(request, *args, **kwargs)
        if rules.may_steer_as(self.standing):
            self.membership = selectors.membership_in(self.standing, kwargs["number"])

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Ask for the reason and say what will be lost."""
        return self._page(request, ReasonForm())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Decide; what was typed stays when it cannot be done."""
        form = ReasonForm(request.POST)
        if form.is_valid():
            try:
                self.service(by=request.user, membership=self.membership, reason=form.cleaned_data["reason"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, str(self.done) % {"person": self.membership.user.get_full_name()})
                return redirect("networks:members", slug=slug)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: ReasonForm) -> HttpResponse:
        values = inside(
            self.standing,
            "members",
            form=form,
            membership=self.membership,
            title=str(self.title) % {"person": self.membership.user.get_full_name()},
            lost=self.lost,
            button=self.button,
            is_danger=self.service is not services.suspend,
        )
        return render(request, "networks/reason.html", values)


class InvitationsView(InsideView):
    """`networks:invitations`: invite by e-mail and see who was invited."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form and the list."""
        return self._page(request, InviteForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Invite; all addresses or none."""
        form = InviteForm(request.POST)
        if form.is_valid():
            good = form.cleaned_data
            try:
                made = services.invite(
                    by=request.user,
                    edition=self.standing.edition,
                    emails=good["emails"],
                    role=good["role"],
                    ends_on=good["ends_on"],
                    key=good["once"],
                )
            except Refused as refused:
                form.add_error("emails", str(refused.reason))
            else:
                messages.success(request, invited_words(len(made)))
                return redirect("networks:invitations", slug=slug)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: InviteForm) -> HttpResponse:
        values = inside(
            self.standing,
            "members",
            form=form,
            page=selectors.pending_invitations(self.standing.edition, request.GET.get("strona", "1")),
            lists=selectors.lists_of(self.standing.edition),
        )
        return render(request, "networks/invitations.html", values)


def invited_words(count: int) -> str:
    """How many letters go out."""
    from django.utils.translation import ngettext

    return ngettext("%(count)s invitation is on its way.", "%(count)s invitations are on their way.", count) % {
        "count": count
    }


class InvitationActView(InsideView):
    """`networks:invitation_resend`, `networks:invitation_withdraw`."""

    for_steering = True
    service: Callable[..., Any] = services.resend_invitation
    done: Any = ""
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Act and return to the list."""
        invitation = selectors.invitation_in(self.standing, number)
        try:
            self.service(by=request.user, invitation=invitation)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, str(self.done))
        return redirect("networks:invitations", slug=slug)


ACTS = {
    "accept": {"service": services.accept_request, "done": gettext_lazy("%(person)s now belongs to the network.")},
    "restore": {"service": services.restore, "done": gettext_lazy("%(person)s may enter the network again.")},
    "deputy": {
        "service": services.name_deputy,
        "options": {"deputy": True},
        "done": gettext_lazy("%(person)s is now a deputy coordinator."),
    },
    "plain": {
        "service": services.name_deputy,
        "options": {"deputy": False},
        "done": gettext_lazy("%(person)s is now a member without further duties."),
    },
}
REASONS = {
    "refuse": {
        "service": services.refuse_request,
        "title": gettext_lazy("Refuse the request: %(person)s"),
        "lost": gettext_lazy("The person will be told and may ask again."),
        "button": gettext_lazy("Refuse the request"),
        "done": gettext_lazy("The request was refused: %(person)s."),
    },
    "remove": {
        "service": services.remove,
        "title": gettext_lazy("Remove from the network: %(person)s"),
        "lost": gettext_lazy(
            "The person loses access to the network at once. What the person wrote and shared stays. "
            "You can invite the person again."
        ),
        "button": gettext_lazy("Remove from the network"),
        "done": gettext_lazy("No longer in the network: %(person)s."),
    },
    "suspend": {
        "service": services.suspend,
        "title": gettext_lazy("Suspend access: %(person)s"),
        "lost": gettext_lazy("The person cannot enter the network until you restore access. The place is kept."),
        "button": gettext_lazy("Suspend access"),
        "done": gettext_lazy("Access is suspended: %(person)s."),
    },
}
"""What each decision says on its page; the texts are for those who steer."""
