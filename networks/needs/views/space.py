"""Inside a network: needs and offers, proposals with votes, anonymous questions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import Refused, insist
from networks import rules as hall
from networks.needs import rules, selectors, services
from networks.needs.forms import ProposalForm, QuestionForm, ReplyForm, WishForm
from networks.selectors import space_for
from provenance import services as provenance
from provenance.registry import parse

USUAL = timedelta(days=14)
"""How long a vote usually lasts."""


class VoicesScreen(View):
    """Loads the reader's place; people from outside find nothing."""

    part = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.edition = self.standing.edition

    def draw(self, request: HttpRequest, template: str, status: int = 200, **values: Any) -> HttpResponse:
        """The page in the space."""
        shell = {
            "standing": self.standing,
            "network": self.edition.network,
            "edition": self.edition,
            "tab": "needs",
            "part": self.part,
            "speaks": bool(rules.may_speak_as(self.standing)),
            "steers": bool(hall.may_steer_as(self.standing)),
        }
        return render(request, f"needs/{template}.html", shell | values, status=status)

    def back(self, name: str, anchor: str = "") -> HttpResponse:
        """To one of the three pages."""
        address = reverse(f"needs:{name}", kwargs={"slug": self.edition.network.slug})
        return redirect(f"{address}#{anchor}" if anchor else address)


class WishesView(VoicesScreen):
    """`needs:wishes`: what members look for and what they can share (D57)."""

    part = "wishes"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page."""
        return self._page(request, WishForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Say it."""
        insist(rules.may_speak_as(self.standing))
        form = WishForm(request.POST)
        if form.is_valid():
            good = form.cleaned_data
            try:
                made = services.wish(
                    by=request.user, edition=self.edition, kind=good["kind"], title=good["title"], text=good["text"],
                    key=good["once"],
                )  # fmt: skip
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Written down. People whose words match have been told."))
                return self.back("wishes", f"glos-{made.pk}")
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: WishForm, status: int = 200) -> HttpResponse:
        values = {"wishes": selectors.wishes_in(self.standing), "answered": selectors.needs_answered_by(self.standing)}
        return self.draw(request, "wishes", status, form=form, **values)


class WishCloseView(VoicesScreen):
    """`needs:wish_close`: it is no longer current."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Close it."""
        services.close_wish(by=request.user, wish=selectors.wish_in(self.standing, number))
        messages.success(request, _("It is no longer shown."))
        return self.back("wishes")


class ProposalsView(VoicesScreen):
    """`needs:proposals`: ideas and votes, open and closed (D60, D65)."""

    part = "proposals"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page."""
        running, closed = selectors.proposals_in(self.standing)
        return self.draw(request, "proposals", running=running, closed=closed)


class ProposeView(VoicesScreen):
    """`needs:propose`: put an idea or a vote to the members."""

    part = "proposals"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_speak_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what the source gives."""
        words = request.GET.get("z", "")
        seed = provenance.seed(by=request.user, source=parse(words))
        until = min(clock.today() + USUAL, self.edition.school_year.ends_on)
        initial = {"made_from": words, "closes_on": until}
        if seed:
            initial |= {"title": seed.title[:200], "text": seed.text[:2000]}
        return self.draw(request, "propose", form=ProposalForm(initial=initial, edition=self.edition))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Put it."""
        form = ProposalForm(request.POST, edition=self.edition)
        if form.is_valid():
            good = form.cleaned_data
            names = ("title", "text", "kind", "options", "most", "closes_on", "made_from")
            try:
                made = services.propose(
                    by=request.user, edition=self.edition, key=good["once"], **{name: good[name] for name in names}
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Members have been asked."))
                return redirect(made)
        return self.draw(request, "propose", form=form)


class VoteView(VoicesScreen):
    """`needs:vote`: vote once, secretly."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Vote; a refusal is said on the page."""
        proposal = selectors.proposal_in(self.standing, number)
        insist(rules.may_speak_as(self.standing))
        chosen = [int(value) for value in request.POST.getlist("option") if value.isascii() and value.isdigit()]
        try:
            services.vote(by=request.user, proposal=proposal, options=[value for value in chosen if value < 2**60])
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("Your vote is counted. How you voted is written nowhere."))
        return self.back("proposals", f"glosowanie-{number}")


class ProposalCloseView(VoicesScreen):
    """`needs:proposal_close`: end the voting before its last day."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Close it."""
        services.close(by=request.user, proposal=selectors.proposal_in(self.standing, number))
        messages.success(request, _("The voting is over. Members have been told the result."))
        return self.back("proposals", f"glosowanie-{number}")


class QuestionsView(VoicesScreen):
    """`needs:questions`: anonymous questions with members' answers."""

    part = "questions"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page."""
        return self.page(request, QuestionForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Ask."""
        insist(rules.may_speak_as(self.standing))
        form = QuestionForm(request.POST)
        if form.is_valid():
            try:
                question = services.ask(by=request.user, edition=self.edition, words=form.cleaned_data["words"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The question is asked. Nobody can find out that it is yours."))
                return self.back("questions", f"pytanie-{question.pk}")
        return self.page(request, form, status=422)

    def page(self, request: HttpRequest, form: QuestionForm, status: int = 200, **more: Any) -> HttpResponse:
        """The page with the question or the answer one has begun."""
        return self.draw(
            request,
            "questions",
            status,
            form=form,
            page=selectors.questions_in(self.standing, request.GET.get("strona", "1")),
            replies=bool(rules.may_reply_as(self.standing)),
            **more,
        )


class ReplyView(VoicesScreen):
    """`needs:reply`: answer a question under one's own name."""

    part = "questions"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the question."""
        super().setup(request, *args, **kwargs)
        self.question = selectors.question_in(self.standing, kwargs["number"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(rules.may_reply_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        return self.draw(request, "reply", form=ReplyForm(), question=self.question)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Answer it."""
        form = ReplyForm(request.POST)
        if form.is_valid():
            services.reply(
                by=request.user, question=self.question, words=form.cleaned_data["words"],
                key=form.cleaned_data["once"],
            )  # fmt: skip
            messages.success(request, _("Your answer is there. Thank you."))
            return self.back("questions", f"pytanie-{number}")
        return self.draw(request, "reply", 422, form=form, question=self.question)
