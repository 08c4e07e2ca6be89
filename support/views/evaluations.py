"""Activities carried out, the joint assessment of effects, recommendations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import NotThere, Refused
from moderation import trail
from support import selectors, services
from support.forms import EvaluationForm, HoldForm, RecommendationForm, ResultForm, WhyForm
from support.states import State
from support.views.inside import Act, InsideView, with_version


class ActivityView(InsideView):
    """One activity: what was planned, what became of it, and the two ways of settling it."""

    def find(self, **kwargs: Any) -> None:
        self.activity = selectors.activity_for(self.process, kwargs["activity"])

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        one = self.activity
        values = {
            "activity": one,
            "carries": self.may("carry_out") and one.progress == "planned" and one.since is not None,
            "hold_form": HoldForm(auto_id="hold_form_%s", initial={"held_on": clock.today()}),
            "cancel_form": WhyForm(auto_id="cancel_form_%s"),
        }
        return render(request, "support/activity.html", self.shell(request) | values | more, status=status)

    def back(self) -> str:
        return reverse("support:plan", kwargs={"pk": self.process.pk}) + f"#dzialanie-{self.activity.pk}"


class ActivityHoldView(Act, ActivityView):
    """The activity was held."""

    form_class, slot, done = HoldForm, "hold_form", _("The activity is written down as held.")

    def act(self, **values: Any) -> None:
        services.hold(by=self.request.user, process=self.process, activity=self.activity, **values)


class ActivityCancelView(Act, ActivityView):
    """The activity will not be held."""

    form_class, slot, done = WhyForm, "cancel_form", _("The activity is written down as cancelled.")

    def act(self, **values: Any) -> None:
        services.cancel(by=self.request.user, process=self.process, activity=self.activity, **values)


class EvaluationView(InsideView):
    """The joint assessment; it does not exist before its stage. Each reading leaves a line in the trail (SP-04)."""

    def find(self, **kwargs: Any) -> None:
        if self.process.state not in {State.ASSESSMENT.value, State.CLOSED.value} and not hasattr(
            self.process, "evaluation"
        ):
            raise NotThere

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        trail.write(by=request.user, action="support.evaluation.read", about=self.process)
        return self.draw(request)

    def post(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        form = EvaluationForm(request.POST)
        if form.is_valid():
            try:
                services.record_evaluation(by=request.user, process=self.process, **form.cleaned_data)
            except Refused as refused:
                theirs = selectors.evaluation_of(self.process)
                form = with_version(form, theirs.version)
                form.add_error(None, str(refused.reason))
                return self.draw(request, status=422, form=form, theirs=theirs)
            messages.success(request, _("The evaluation is saved."))
            return redirect("support:evaluation", pk=self.process.pk)
        return self.draw(request, status=422, form=form)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        evaluation, plan = selectors.evaluation_of(self.process), selectors.plan_of(self.process)
        form = EvaluationForm(initial={name: getattr(evaluation, name) for name in EvaluationForm.base_fields})
        values = {
            "evaluation": evaluation,
            "goals": list(plan.goals.all()) if plan.pk else [],
            "advice": list(self.process.advice.select_related("due_year")),
            "assesses": self.may("assess"),
            "form": form,
            "advice_form": RecommendationForm(auto_id="advice_form_%s"),
        }
        return render(request, "support/evaluation.html", self.shell(request) | values | more, status=status)


class ResultView(Act, EvaluationView):
    """How far one goal was reached."""

    http_method_names = ["get", "post"]
    form_class, done = ResultForm, _("The achievement of the goal is saved.")

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.goal = selectors.goal_for(self.process, kwargs["goal"])
        self.result = getattr(self.goal, "result", None)

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        self.insist_on_writer()
        if not self.may("assess"):
            return redirect(self.back())
        now = {name: getattr(self.result, name) for name in ResultForm.base_fields} if self.result else None
        return self.draw(request, form=self.made_form(initial=now))

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        values = self.shell(request) | {"goal": self.goal, "result": self.result} | more
        return render(request, "support/goal_result.html", values, status=status)

    def act(self, **values: Any) -> None:
        values["version"] = values["version"] or 0
        services.assess_goal(by=self.request.user, process=self.process, goal=self.goal, **values)

    def back(self) -> str:
        return reverse("support:evaluation", kwargs={"pk": self.process.pk}) + "#cele"


class AdviceAddView(Act, EvaluationView):
    """Propose a recommendation."""

    form_class, slot, done = RecommendationForm, "advice_form", _("The recommendation is added.")

    def act(self, **values: Any) -> None:
        services.recommend(by=self.request.user, process=self.process, key=values.pop("once"), **values)

    def back(self) -> str:
        return reverse("support:evaluation", kwargs={"pk": self.process.pk}) + "#zalecenia"


class AdviceDropView(Act, EvaluationView):
    """Take a proposed recommendation out."""

    done = _("The recommendation is taken out.")

    def act(self, **_values: Any) -> None:
        services.unrecommend(by=self.request.user, process=self.process, pk=self.kwargs["advice"])

    def back(self) -> str:
        return reverse("support:evaluation", kwargs={"pk": self.process.pk}) + "#zalecenia"
