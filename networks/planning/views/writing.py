"""Writing the plan: chapters, goals, points, examples to start from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from networks import rules as hall
from networks.planning import selectors, services
from networks.planning.forms import ExampleForm, GoalForm, PointForm, ReasonForm, WordsForm
from networks.planning.views.screen import PlanScreen, WritingScreen
from provenance import services as provenance
from provenance.registry import Seed, parse


def _source(request: HttpRequest) -> tuple[str, Seed | None]:
    """What the address says the new thing is made from, with what it begins with."""
    words = request.GET.get("z", "")
    return words, provenance.seed(by=request.user, source=parse(words), words=request.GET.get("slowa", ""))


class WordsView(WritingScreen):
    """`planning:words`: the general goal and the chapters of words."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        return self.draw(request, "words", form=WordsForm(initial=WordsForm.initial_of(self.plan), plan=self.plan))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save; when somebody saved meanwhile nothing is lost (CO-03)."""
        form = WordsForm(request.POST, plan=self.plan)
        status = 200
        if form.is_valid():
            try:
                services.write_words(
                    by=request.user,
                    edition=self.edition,
                    goal=form.cleaned_data["goal"],
                    words=form.words(),
                    revision=form.cleaned_data["revision"],
                    why=form.why_given,
                )
            except services.Clash as clash:
                form.add_error(None, str(clash.reason))
                form.data = form.data.copy() | {"revision": str(clash.revision)}
                return self.draw(request, "words", status=409, form=form, theirs=WordsForm.initial_of(self.plan))
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The plan is saved."))
                return redirect(selectors.plan_address(slug))
        return self.draw(request, "words", status=status, form=form)


class RecommendationView(WritingScreen):
    """`planning:recommendation`: a recommendation of the year before becomes a goal with one click."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Take it."""
        try:
            goal = services.take_recommendation(by=request.user, edition=self.edition, number=number)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(selectors.plan_address(slug))
        messages.success(request, _("The recommendation is a goal now. Add how you will know it is reached."))
        return redirect(f"{selectors.plan_address(slug)}#cel-{goal.pk}")


class GoalAddView(WritingScreen):
    """`planning:goal_add`: a new goal, on its own or made from a need or a vote."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what the source gives."""
        words, seed = _source(request)
        initial = {"made_from": words} | ({"title": seed.title[:240]} if seed else {})
        return self.draw(request, "goal", form=GoalForm(initial=initial, plan=self.plan))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Add it."""
        form = GoalForm(request.POST, plan=self.plan)
        if form.is_valid():
            try:
                goal = services.add_goal(
                    by=request.user,
                    edition=self.edition,
                    why=form.why_given,
                    made_from=form.cleaned_data["made_from"],
                    key=form.cleaned_data["once"],
                    **form.values,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The goal is in the plan."))
                return redirect(f"{selectors.plan_address(slug)}#cel-{goal.pk}")
        return self.draw(request, "goal", form=form)


class GoalChangeView(WritingScreen):
    """`planning:goal_change`: other words of a goal."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the goal."""
        super().setup(request, *args, **kwargs)
        self.goal = selectors.goal_in(self.plan, kwargs["number"])

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        initial = {name: getattr(self.goal, name) for name in ("title", "criteria", "effect")}
        return self.draw(request, "goal", form=GoalForm(initial=initial, plan=self.plan), goal=self.goal)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Save it."""
        form = GoalForm(request.POST, plan=self.plan)
        if form.is_valid():
            try:
                services.change_goal(by=request.user, goal=self.goal, why=form.why_given, **form.values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The goal is saved."))
                return redirect(f"{selectors.plan_address(slug)}#cel-{number}")
        return self.draw(request, "goal", form=form, goal=self.goal)


class PointAddView(WritingScreen):
    """`planning:point_add`: a new point, on its own or made from a need, a vote, a post, a decision."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, begun with what the source gives."""
        words, seed = _source(request)
        initial: dict[str, Any] = {"made_from": words}
        if seed:
            initial |= {"title": seed.title[:200], "text": seed.text[:4000]}
        if request.GET.get("rodzaj") in selectors.KIND_LABELS:
            initial["kind"] = request.GET["rodzaj"]
        return self.draw(request, "point", form=PointForm(initial=initial, plan=self.plan, edition=self.edition))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Add it."""
        form = PointForm(request.POST, plan=self.plan, edition=self.edition)
        if form.is_valid():
            try:
                point = services.add_point(
                    by=request.user,
                    edition=self.edition,
                    why=form.why_given,
                    made_from=form.cleaned_data["made_from"],
                    key=form.cleaned_data["once"],
                    **form.values,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The point is in the plan."))
                return redirect(f"{selectors.plan_address(slug)}#punkt-{point.pk}")
        return self.draw(request, "point", form=form)


class PointChangeView(WritingScreen):
    """`planning:point_change`: another time, title or words of a point."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the point."""
        super().setup(request, *args, **kwargs)
        self.point = selectors.point_in(self.plan, kwargs["number"])

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The form."""
        form = PointForm(initial=PointForm.initial_of(self.point), plan=self.plan, edition=self.edition)
        return self.draw(request, "point", form=form, point=self.point)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Save it."""
        form = PointForm(request.POST, plan=self.plan, edition=self.edition)
        if form.is_valid():
            try:
                services.change_point(by=request.user, point=self.point, why=form.why_given, **form.values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The point is saved."))
                return redirect(f"{selectors.plan_address(slug)}#punkt-{number}")
        return self.draw(request, "point", form=form, point=self.point)


class RemoveView(WritingScreen):
    """`planning:goal_remove`, `planning:point_remove`: take something out, after a page that says what it means."""

    what = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load what is to go."""
        super().setup(request, *args, **kwargs)
        find = selectors.goal_in if self.what == "goal" else selectors.point_in
        self.thing = find(self.plan, kwargs["number"])

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Ask whether the person is sure."""
        return self.draw(request, "remove", form=ReasonForm(plan=self.plan), thing=self.thing, what=self.what)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Take it out."""
        form = ReasonForm(request.POST, plan=self.plan)
        if form.is_valid():
            if self.what == "goal":
                services.remove_goal(by=request.user, goal=self.thing, why=form.why_given)
            else:
                services.remove_point(by=request.user, point=self.thing, why=form.why_given)
            messages.success(request, _("It is out of the plan."))
            return redirect(selectors.plan_address(slug))
        return self.draw(request, "remove", form=form, thing=self.thing, what=self.what)


class BeginView(WritingScreen):
    """`planning:begin`: last year's plan, ready examples and those of other networks to start from."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The list; each can be opened in place and taken with one press."""
        return self.draw(request, "begin", outlines=selectors.outlines_for(self.standing))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take one."""
        outline = selectors.outline_named(self.standing, request.POST.get("outline", ""))
        services.begin_from(by=request.user, edition=self.edition, outline=outline)
        messages.success(request, _("The example is in your draft. Change it as your network needs."))
        return redirect(selectors.plan_address(slug))


class ExampleView(PlanScreen):
    """`planning:example`: make the plan an example for other coordinators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Guard."""
        insist(hall.may_steer_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, with what will be seen."""
        return self._page(request, ExampleForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Make it."""
        form = ExampleForm(request.POST)
        if form.is_valid():
            good = form.cleaned_data
            try:
                services.make_example(
                    by=request.user, plan=self.plan, title=good["title"], summary=good["summary"], key=good["once"]
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Other coordinators can now start from your plan."))
                return redirect(selectors.plan_address(slug))
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: ExampleForm) -> HttpResponse:
        return self.draw(request, "example", form=form)


class ExampleRemoveView(PlanScreen):
    """`planning:example_remove`: take back an example one has made."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Take it back."""
        services.remove_example(by=request.user, example=selectors.example_by(request.user, number))
        messages.success(request, _("The example is taken back."))
        return redirect("planning:begin", slug=slug)
