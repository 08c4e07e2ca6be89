"""Reading the plan: its page in the space, for the county, its history, its print."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit.verdicts import NotThere
from networks import rules as hall
from networks.planning import documents, recommended, rules, selectors
from networks.planning.forms import RemarkForm
from networks.planning.states import FOLLOWED, PlanState
from networks.planning.views.screen import PlanScreen

STEPS = (PlanState.DRAFT, PlanState.CONSULTED, PlanState.ADOPTED, PlanState.IN_PROGRESS, PlanState.COMPLETED)


def steps_of(plan: Any) -> list[dict[str, Any]]:
    """The way of the plan for the stepper."""
    at = STEPS.index(plan.state)
    return [
        {"label": state.label, "state": "done" if number < at else "now" if number == at else "next"}
        for number, state in enumerate(STEPS)
    ]


class PlanView(PlanScreen):
    """`planning:plan`: the year as a timeline, goals, points with their lights, chapters, and what can be done."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw it; of a draft, members see only the year with its meetings."""
        return self.page(request)

    def page(self, request: HttpRequest, form: RemarkForm | None = None, status: int = 200) -> HttpResponse:
        """The page, with the remark a member has begun."""
        shown = bool(rules.may_read_plan_as(self.standing, self.plan))
        steers = bool(hall.may_steer_as(self.standing))
        speaks = bool(rules.may_speak_as(self.standing, self.plan))
        talk = selectors.talk_of(request.user, self.plan) if shown else None
        page = selectors.page_of(request.user, self.plan, shown=shown)
        writes = bool(rules.may_write_plan_as(self.standing, self.plan))
        goals = [goal for goal, _chain in page.goals]
        return self.draw(
            request,
            "plan",
            status=status,
            page=page,
            recommendations=recommended.waiting(self.edition, goals) if writes else [],
            shown=shown,
            steers=steers,
            steps=steps_of(self.plan),
            talk=talk,
            speaks=speaks,
            remark_form=form or (RemarkForm() if speaks else None),
            follows=bool(rules.may_follow_as(self.standing, self.plan)),
            is_followed=self.plan.state in (*FOLLOWED, PlanState.COMPLETED),
        )


class PastPlanView(View):
    """`planning:past`: the plan of an earlier year, as it stood at its end; nothing can be changed here (D31)."""

    def get(self, request: HttpRequest, slug: str, begins: int) -> HttpResponse:
        """Read it."""
        plan = selectors.plan_of_year(request.user, slug, begins)
        values = {
            "plan": plan,
            "edition": plan.edition,
            "network": plan.edition.network,
            "page": selectors.page_of(request.user, plan),
            "history": selectors.history_of(plan),
            "shown": True,
            "from_county": True,
            "is_followed": True,
        }
        return render(request, "planning/past.html", values)


class CountyPlanView(View):
    """`planning:county`: the plan of a network of one's county, once its members have seen it (D32)."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the plan."""
        super().setup(request, *args, **kwargs)
        self.plan = selectors.plan_for_county(request.user, kwargs["slug"])

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Read it."""
        values = {
            "plan": self.plan,
            "edition": self.plan.edition,
            "network": self.plan.edition.network,
            "page": selectors.page_of(request.user, self.plan),
            "shown": True,
            "from_county": True,
            "is_followed": self.plan.state in (*FOLLOWED, PlanState.COMPLETED),
        }
        return render(request, "planning/county_plan.html", values)


class HistoryView(PlanScreen):
    """`planning:history`: every version members were shown, what was different and why."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw it."""
        if self.plan.pk is None or not rules.may_read_plan_as(self.standing, self.plan):
            raise NotThere
        return self.draw(request, "history", versions=selectors.history_of(self.plan))


class PrintView(View):
    """`planning:print`: the plan as a PDF or DOCX document, after template 4.1."""

    def get(self, request: HttpRequest, slug: str, form: str) -> HttpResponse:
        """The file."""
        _standing, plan = selectors.readable_plan(request.user, slug)
        made = documents.plan_document(request.user, plan)
        answer = HttpResponse(made.bytes_as(form), content_type=documents.TYPES[form])
        answer["Content-Disposition"] = f'attachment; filename="plan-{slug}.{form}"'
        return answer
