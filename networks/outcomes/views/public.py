"""What people with an account do on a public outcome: “we use it too”, questions, answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused
from networks.outcomes import faces, rules, selectors, services
from networks.outcomes.forms import AnswerForm, QuestionForm, UseForm


class PublicScreen(View):
    """A screen about one public outcome."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """What is not public is not there."""
        super().setup(request, *args, **kwargs)
        self.outcome = selectors.public_outcome(kwargs["pk"])
        self.address = faces.address_of(self.outcome)

    def drawn(self, request: HttpRequest, template: str, status: int = 200, **more: Any) -> HttpResponse:
        """The page."""
        return render(request, template, {"outcome": self.outcome, "address": self.address, **more}, status=status)


class UseView(PublicScreen):
    """`outcomes:use`: the own school joins those that use it, or leaves them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        return self._page(request, UseForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say it, or take it back."""
        form = UseForm(request.POST)
        own = selectors.own_use(request.user, self.outcome)
        try:
            if request.POST.get("act") == "take_back" and own is not None:
                services.take_use_back(by=request.user, use=own)
                messages.success(request, _("Your school is off the list."))
                return redirect(self.address)
            if form.is_valid():
                given = form.cleaned_data
                services.say_we_use(by=request.user, outcome=self.outcome, words=given["words"], key=given["once"])
                messages.success(request, _("Your school is on the list. The authors are told."))
                return redirect(self.address)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: UseForm, status: int = 200) -> HttpResponse:
        own = selectors.own_use(request.user, self.outcome)
        verdict = rules.may_use(request.user, self.outcome)
        return self.drawn(request, "outcomes/use.html", status, form=form, own=own, may_use=verdict)


class AskView(PublicScreen):
    """`outcomes:ask`: a question to the authors."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask."""
        return self._page(request, QuestionForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it."""
        form = QuestionForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = services.ask(by=request.user, outcome=self.outcome, words=given["words"], key=given["once"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The authors have your question. You will be told of the answer."))
                return redirect(made)
        return self._page(request, form, status=422)

    def _page(self, request: HttpRequest, form: QuestionForm, status: int = 200) -> HttpResponse:
        verdict = rules.may_ask(request.user, self.outcome)
        return self.drawn(request, "outcomes/ask.html", status, form=form, may_ask=verdict)


class QuestionView(View):
    """`outcomes:question`: a question and its answer, for the asker and the authors."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.question = selectors.question_for(request.user, kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read, and answer."""
        initial = {"words": self.question.answer, "shown": self.question.is_shown}
        return self.drawn(request, AnswerForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer."""
        form = AnswerForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            services.answer(by=request.user, question=self.question, words=given["words"], shown=given["shown"])
            messages.success(request, _("The answer is sent."))
            return redirect(self.question)
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: AnswerForm, status: int = 200) -> HttpResponse:
        """The page."""
        values = {
            "question": self.question,
            "outcome": self.question.outcome,
            "address": faces.address_of(self.question.outcome),
            "may_answer": rules.may_answer(request.user, self.question),
            "looks_after": rules.looks_after(request.user, self.question.outcome),
            "form": form,
        }
        return render(request, "outcomes/question.html", values, status=status)
