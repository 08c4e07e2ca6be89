"""The way of the plan: consultation, remarks, adoption, points done, completion."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from networks.planning import rules, selectors, services
from networks.planning.forms import AdoptForm, AnswerForm, ConsultForm, DoneForm, RemarkForm
from networks.planning.views.plan import PlanView
from networks.planning.views.screen import PlanScreen, WritingScreen

USUAL = timedelta(days=10)
"""How long a consultation usually lasts."""


class ConsultView(WritingScreen):
    """`planning:consult`: show the plan to the members and ask for remarks (D34)."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        until = min(clock.today() + USUAL, self.edition.school_year.ends_on)
        return self.draw(request, "consult", form=ConsultForm(initial={"until_on": until}, plan=self.plan))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Begin the consultation; a plan without goals is refused in words."""
        self.plan = services.plan_of(self.edition)
        form = ConsultForm(request.POST, plan=self.plan)
        if form.is_valid():
            good = form.cleaned_data
            try:
                services.consult(by=request.user, plan=self.plan, until_on=good["until_on"], words=good["words"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The plan is in consultation. Members have been told."))
                return redirect(selectors.plan_address(slug))
        return self.draw(request, "consult", form=form)


class AdoptView(WritingScreen):
    """`planning:adopt`: when and how the members agreed."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, with what still waits for an answer."""
        return self._page(request, AdoptForm(plan=self.plan))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Write it down."""
        form = AdoptForm(request.POST, plan=self.plan)
        if form.is_valid():
            good = form.cleaned_data
            try:
                services.adopt(
                    by=request.user,
                    plan=services.plan_of(self.edition),
                    adopted_on=good["adopted_on"],
                    words=good["words"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The plan is adopted. Members have been told."))
                return redirect(selectors.plan_address(slug))
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: AdoptForm) -> HttpResponse:
        return self.draw(request, "adopt", form=form, talk=selectors.talk_of(request.user, self.plan))


class StepView(PlanScreen):
    """`planning:withdraw`, `planning:complete`, `planning:reopen`: one press, one step."""

    service: Any = None
    done: Any = ""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take the step; a refusal is said on the plan's page."""
        try:
            self.service(by=request.user, plan=services.plan_of(self.edition))
        except Refused as refused:
            if not rules.may_write_plan_as(self.standing, self.plan) and not self.standing.steers:
                raise
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, str(self.done))
        return redirect(selectors.plan_address(slug))


class RemarkView(PlanView):
    """`planning:remark`: say what the plan lacks."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Write it down; what was typed stays when something is wrong."""
        insist(rules.may_speak_as(self.standing, self.plan))
        form = RemarkForm(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        good = form.cleaned_data
        services.remark(by=request.user, plan=self.plan, part=good["part"], words=good["words"], key=good["once"])
        messages.success(request, _("Thank you. The coordinator will answer your remark."))
        return redirect(f"{selectors.plan_address(slug)}#uwagi")


class AgreeView(PlanScreen):
    """`planning:agree`: agree to the plan as it stands."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Agree."""
        services.agree(by=request.user, plan=self.plan)
        messages.success(request, _("Thank you. You agreed to this version of the plan."))
        return redirect(f"{selectors.plan_address(slug)}#uwagi")


class AnswerView(WritingScreen):
    """`planning:answer`: what came of a remark."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the remark."""
        super().setup(request, *args, **kwargs)
        self.remark = selectors.remark_in(self.plan, kwargs["number"])

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        initial = {"outcome": self.remark.outcome, "answer": self.remark.answer}
        return self.draw(request, "answer", form=AnswerForm(initial=initial), remark=self.remark)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Answer it."""
        form = AnswerForm(request.POST)
        if form.is_valid():
            services.answer_remark(by=request.user, remark=self.remark, **form.cleaned_data)
            messages.success(request, _("The remark is answered."))
            return redirect(f"{selectors.plan_address(slug)}#uwagi")
        return self.draw(request, "answer", form=form, remark=self.remark)


class DoneView(PlanScreen):
    """`planning:point_done`, `planning:point_undone`: follow the plan point by point."""

    undo = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the point."""
        super().setup(request, *args, **kwargs)
        insist(rules.may_follow_as(self.standing, self.plan))
        self.point = selectors.point_in(self.plan, kwargs["number"])

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Mark it."""
        form = DoneForm(request.POST)
        words = form.cleaned_data["words"] if form.is_valid() else ""
        if self.undo:
            services.mark_undone(by=request.user, point=self.point)
        else:
            services.mark_done(by=request.user, point=self.point, words=words)
        return redirect(f"{selectors.plan_address(slug)}#punkt-{number}")
