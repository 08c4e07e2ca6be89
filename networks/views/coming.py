"""Many ways in: a list of addresses, a link, its QR code."""

from __future__ import annotations

import csv
import io
from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from qrcode.image.svg import SvgPathFillImage

from kit import clock
from kit.verdicts import NotThere, Refused
from networks import rules, selectors, services
from networks.forms import InviteListForm, LinkForm
from networks.models import JoinLink
from networks.states import MembershipState
from networks.views.inside import InsideView, inside
from networks.views.space import said_of


class InviteListView(InsideView):
    """`networks:invite_list`: invite many people at once from pasted lines or a file."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        return self._page(request, InviteListForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Invite; go to the report of every line."""
        form = InviteListForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                listed = services.invite_list(
                    by=request.user,
                    edition=self.standing.edition,
                    lines=form.cleaned_data["lines"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                return redirect("networks:list_report", slug=slug, number=listed.pk)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: InviteListForm) -> HttpResponse:
        values = inside(self.standing, "members", form=form, lists=selectors.lists_of(self.standing.edition))
        return render(request, "networks/invite_list.html", values)


class ListReportView(InsideView):
    """`networks:list_report`: what became of every line, and how far the letters are."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Draw the report."""
        sending = selectors.sending_of(self.standing, number)
        values = inside(self.standing, "members", sending=sending, listed=sending.listed)
        return render(request, "networks/list_report.html", values)


class ListRejectedView(InsideView):
    """`networks:list_rejected`: the lines that were not invited, as a file to correct."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """A CSV that Polish spreadsheets open: UTF-8 with its mark, semicolons, no formulas."""
        listed = selectors.sending_of(self.standing, number).listed
        file = io.StringIO()
        writer = csv.writer(file, delimiter=";")
        writer.writerow([_("line"), _("what stands there"), _("why it was not invited")])
        for line in listed.rejected:
            writer.writerow([line["line"], _plain(line["words"]), line["reason"]])
        answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="niezaproszeni-{listed.pk}.csv"'
        return answer


def _plain(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words[:1] in "=+-@\t" else words


class LinksView(InsideView):
    """`networks:links`: links by which people join, with their QR codes."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The links and the form for a new one."""
        return self._page(request, LinkForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Make a link."""
        form = LinkForm(request.POST)
        if form.is_valid():
            try:
                services.make_link(
                    by=request.user,
                    edition=self.standing.edition,
                    days=form.cleaned_data["days"],
                    most_uses=form.cleaned_data["most_uses"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The link is ready."))
                return redirect("networks:links", slug=slug)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: LinkForm) -> HttpResponse:
        links = selectors.links_of(self.standing.edition)
        for link in links:
            link.address = address_of(link)
        return render(request, "networks/links.html", inside(self.standing, "members", form=form, links=links))


def address_of(link: JoinLink) -> str:
    """The whole address, to be copied or printed."""
    return settings.BASE_URL + reverse("networks:link", kwargs={"token": link.token})


class LinkRevokeView(InsideView):
    """`networks:link_revoke`: make a link useless."""

    for_steering = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Revoke it."""
        services.revoke_link(by=request.user, link=selectors.link_in(self.standing, number))
        messages.success(request, _("The link is revoked; it lets nobody in."))
        return redirect("networks:links", slug=slug)


class LinkCodeView(InsideView):
    """`networks:link_code`: the QR code of a link, as a drawing."""

    for_steering = True

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Draw it."""
        link = selectors.link_in(self.standing, number)
        drawn = qrcode.make(address_of(link), image_factory=SvgPathFillImage, box_size=12, border=4)
        answer = HttpResponse(drawn.to_string(), content_type="image/svg+xml")
        answer["Cache-Control"] = "private, no-store"
        return answer


@method_decorator(login_not_required, name="dispatch")
class LinkView(View):
    """`networks:link`: the page behind a joining link; anyone with the link may look at it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Say which network it is and how to come in; a dead link answers 410, none 404."""
        try:
            link = selectors.link_by(token)
        except NotThere:
            return render(request, "networks/invitation_dead.html", {"became": "unknown"}, status=404)
        if request.user.is_authenticated and rules.may_enter(request.user, link.edition.network):
            return redirect(link.edition.network.get_absolute_url())
        if not link.is_valid_at(clock.now()):
            return render(request, "networks/invitation_dead.html", {"became": "link"}, status=410)
        return self._page(request, link)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Come in; needs a signed-in person."""
        if not request.user.is_authenticated:
            return redirect("networks:link", token=token)
        try:
            link = selectors.link_by(token)
        except NotThere:
            return render(request, "networks/invitation_dead.html", {"became": "unknown"}, status=404)
        try:
            place = services.use_link(by=request.user, link=link)
        except Refused as refused:
            return self._page(request, link, reason=str(refused.reason), status=409)
        network = link.edition.network
        if place.state == MembershipState.ACTIVE:
            messages.success(request, _("Welcome to the network!"))
            return redirect(network.get_absolute_url())
        messages.success(request, said_of(place))
        return redirect("networks:card", slug=network.slug)

    def _page(self, request: HttpRequest, link: JoinLink, *, reason: str = "", status: int = 200) -> Any:
        values = {
            "link": link,
            "edition": link.edition,
            "network": link.edition.network,
            "coming": rules.may_use_link(request.user, link),
            "reason": reason,
            "here": request.path,
        }
        return render(request, "networks/link.html", values, status=status)
