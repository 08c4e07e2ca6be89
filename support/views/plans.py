"""The yearly support plan: one page to read, small acts to write, present, adopt, send back and amend."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import Refused
from moderation import trail
from support import rules, selectors, services
from support.forms import (
    ActivityChangeForm,
    ActivityForm,
    GoalChangeForm,
    GoalForm,
    PlanForm,
    PresentForm,
    WhyForm,
)
from support.views.inside import Act, InsideView, with_version

PLAN_ACTS = ("plan", "present", "adopt", "send_back", "amend")


class PlanView(InsideView):
    """Read the plan. Each reading leaves a line in the trail: it cites the diagnosis (SP-04)."""

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        trail.write(by=request.user, action="support.plan.read", about=self.process)
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        plan = selectors.plan_of(self.process)
        process = self.process
        values = {
            "plan": plan,
            "goals": list(plan.goals.all()) if plan.pk else [],
            "versions": list(plan.versions.select_related("adopted_by")) if plan.pk else [],
            "texts": selectors.texts_of(plan),
            "lacks": selectors.plan_lacks(plan) if plan.state == "draft" else [],
            "can": {act: bool(rules.may_change(request.user, act, plan)) for act in PLAN_ACTS},
            "goal_form": GoalForm(process=process, auto_id="goal_form_%s"),
            "activity_form": ActivityForm(process=process, auto_id="activity_form_%s"),
            "present_form": PresentForm(auto_id="present_form_%s", initial={"presented_on": clock.today()}),
            "send_back_form": WhyForm(auto_id="send_back_form_%s"),
            "amend_form": WhyForm(auto_id="amend_form_%s"),
        }
        return render(request, "support/plan.html", self.shell(request) | values | more, status=status)


class PlanActView(Act, PlanView):
    """An act on the plan that ends on its page."""

    def back(self) -> str:
        return reverse("support:plan", kwargs={"pk": self.process.pk})

    @property
    def told(self) -> dict[str, Any]:
        """Who acts, on which process."""
        return {"by": self.request.user, "process": self.process}


class PlanTextsView(InsideView):
    """Write the plan's texts, on a page of their own."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.insist_on_writer()
        plan = selectors.plan_of(self.process)
        if not rules.may_change(request.user, "plan", plan):
            return redirect("support:plan", pk=pk)
        form = PlanForm(initial={name: getattr(plan, name) for name in PlanForm.base_fields})
        return self.draw(request, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = PlanForm(request.POST)
        if form.is_valid():
            try:
                services.write_plan(by=request.user, process=self.process, **form.cleaned_data)
            except Refused as refused:
                theirs = selectors.plan_of(self.process)
                form = with_version(form, theirs.version)
                form.add_error(None, str(refused.reason))
                return self.draw(request, form, theirs=selectors.texts_of(theirs))
            return redirect("support:plan", pk=pk)
        return self.draw(request, form)

    def draw(self, request: HttpRequest, form: PlanForm, **more: Any) -> HttpResponse:
        status = 422 if form.is_bound else 200
        return render(request, "support/plan_texts.html", self.shell(request) | {"form": form} | more, status=status)


class GoalAddView(PlanActView):
    """Add a goal."""

    form_class, slot, done = GoalForm, "goal_form", _("The goal is added.")

    def made_form(self, data: Any = None, **options: Any) -> Any:
        return super().made_form(data, process=self.process, **options)

    def act(self, **values: Any) -> None:
        services.add_goal(**self.told, key=values.pop("once"), **values)


class ActivityAddView(GoalAddView):
    """Add an activity."""

    form_class, slot, done = ActivityForm, "activity_form", _("The activity is added.")

    def act(self, **values: Any) -> None:
        services.add_activity(**self.told, key=values.pop("once"), **values)


class RowView(PlanActView):
    """A page on which one row of the plan is written anew."""

    http_method_names = ["get", "post"]
    title: Any = ""

    def made_form(self, data: Any = None, **options: Any) -> Any:
        return super().made_form(data, process=self.process, **options)

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        self.insist_on_writer()
        if not rules.may_change(request.user, "plan", selectors.plan_of(self.process)):
            return redirect(self.back())
        return self.draw(request, form=self.made_form(initial=self.initial()))

    def initial(self) -> dict[str, Any]:
        """What the row says now."""
        return {name: getattr(self.row, name) for name in self.form_class.base_fields}

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        values = self.shell(request) | {"title": self.title, "row": self.row, "drop": self.drop_url()} | more
        return render(request, "support/plan_row.html", values, status=status)

    def drop_url(self) -> str:
        """Where the row is taken out."""
        raise NotImplementedError

    row: Any


class GoalChangeView(RowView):
    """Write a goal anew."""

    form_class, done, title = GoalChangeForm, _("The goal is saved."), _("Goal")

    def find(self, **kwargs: Any) -> None:
        self.row = selectors.goal_for(self.process, kwargs["goal"])

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"needs": [need.pk for need in self.row.needs.all()]}

    def act(self, **values: Any) -> None:
        services.change_goal(**self.told, goal=self.row, **values)

    def drop_url(self) -> str:
        return reverse("support:goal_drop", kwargs={"pk": self.process.pk, "goal": self.row.pk})


class ActivityChangeView(RowView):
    """Write an activity anew."""

    form_class, done, title = ActivityChangeForm, _("The activity is saved."), _("Activity")

    def find(self, **kwargs: Any) -> None:
        self.row = selectors.activity_for(self.process, kwargs["activity"])

    def act(self, **values: Any) -> None:
        services.change_activity(**self.told, activity=self.row, **values)

    def drop_url(self) -> str:
        return reverse("support:activity_drop", kwargs={"pk": self.process.pk, "activity": self.row.pk})


class GoalDropView(PlanActView):
    """Take a goal out."""

    done = _("The goal is taken out.")

    def find(self, **kwargs: Any) -> None:
        self.goal = selectors.goal_for(self.process, kwargs["goal"])

    def act(self, **_values: Any) -> None:
        services.drop_goal(**self.told, goal=self.goal)


class ActivityDropView(PlanActView):
    """Take an activity out."""

    done = _("The activity is taken out.")

    def find(self, **kwargs: Any) -> None:
        self.activity = selectors.activity_for(self.process, kwargs["activity"])

    def act(self, **_values: Any) -> None:
        services.drop_activity(**self.told, activity=self.activity)


class PresentView(PlanActView):
    """The council has heard the plan."""

    form_class, slot, done = (
        PresentForm,
        "present_form",
        _("The presentation is written down; the director decides now."),
    )

    def act(self, **values: Any) -> None:
        services.present(**self.told, **values)


class AdoptView(PlanActView):
    """The director adopts the plan."""

    done = _("The plan is adopted.")

    def act(self, **_values: Any) -> None:
        services.adopt(**self.told)


class SendBackView(PlanActView):
    """The director sends the plan back."""

    form_class, slot, done = WhyForm, "send_back_form", _("The plan has gone back to the SORE.")

    def act(self, **values: Any) -> None:
        services.send_back(**self.told, **values)


class AmendView(PlanActView):
    """Open an amendment."""

    form_class, slot, done = (
        WhyForm,
        "amend_form",
        _("The plan is open for changes; the adopted version stays readable."),
    )

    def act(self, **values: Any) -> None:
        services.amend(**self.told, **values)


class VersionView(InsideView):
    """An adopted version, as it was adopted."""

    def find(self, **kwargs: Any) -> None:
        self.version = selectors.version_for(self.process, kwargs["number"])

    def get(self, request: HttpRequest, **_words: Any) -> HttpResponse:
        trail.write(by=request.user, action="support.plan.read", about=self.process)
        values = {"version": self.version, "content": selectors.spoken(self.version.content)}
        return render(request, "support/plan_version.html", self.shell(request) | values)
