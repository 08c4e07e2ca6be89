"""The list, one survey's page, leading it, its outcome."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from files.names import disposition
from kit.verdicts import NotThere, Refused, insist
from networks.planning.selectors import plan_address
from networks.surveying import rules, selectors, services
from networks.surveying.forms import DayForm, GoalForm, LinksForm
from networks.surveying.models import NetworkSurvey
from networks.surveying.sheet import drawn
from networks.surveying.views.screens import LedScreen, SpaceScreen, SurveyScreen
from notifications.services import mark_read_about
from surveys import drawing, tables
from surveys.enums import Kind
from surveys.outcome import FEWEST

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListView(SpaceScreen):
    """`surveying:list`: surveys of the year; for whoever steers also closed ones of earlier years."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The list."""
        now, earlier = selectors.surveys_in(request.user, self.standing)
        return self.draw(request, "list", surveys=now, earlier=earlier)


class SurveyView(SurveyScreen):
    """`surveying:survey`: a draft with its questions, an open survey with its course, a closed one with its outcome."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Draw what it is now; its notices are read with it."""
        mark_read_about(by=request.user, about=self.asked)
        leads = bool(rules.may_lead(request.user, self.asked))
        if self.asked.is_draft:
            return self.draw(request, "draft", items=drawn(self.items, {}), kinds=Kind.choices, leads=leads)
        if not self.asked.is_closed:
            return self._running(request, leads)
        return self._outcome(request, leads)

    def _running(self, request: HttpRequest, leads: bool) -> HttpResponse:
        values: dict[str, Any] = {
            "leads": leads,
            "fewest": FEWEST,
            "may_answer": rules.may_answer(request.user, self.asked),
            "has_answered": selectors.has_answered(request.user, self.asked),
            "count": self.survey.participation.count,
        }
        if leads:
            values["silent"] = selectors.silent_in(self.asked)
            values["day_form"] = DayForm(initial={"closes_on": self.survey.closes_on})
            values["links"] = len(self.survey.links)
            values["links_used"] = len(self.survey.participation.links)
        return self.draw(request, "running", **values)

    def _outcome(self, request: HttpRequest, leads: bool) -> HttpResponse:
        verdict = rules.may_see_outcome(request.user, self.asked)
        before = selectors.earlier_of(request.user, self.asked) if verdict else None
        goals = bool(rules.may_add_goal(request.user, self.asked, self.edition))
        found = drawing.shown(self.survey, before.survey if before else None) if verdict else []
        rows = [(one, self._goal_form(one) if goals and (one.bars or one.words) else None) for one in found]
        values = {"leads": leads, "verdict": verdict, "rows": rows, "before": before, "fewest": FEWEST}
        makes = bool(rules.may_make_as(self.standing))
        values["pairs"] = self.survey.outcome.get("pairs") if verdict else None
        values["may_follow"] = verdict and makes and self.survey.asks_word and not selectors.has_after(self.asked)
        return self.draw(request, "outcome", answered=self.survey.outcome.get("answered", 0), **values)

    @staticmethod
    def _goal_form(one: drawing.Shown) -> GoalForm:
        words, mean = drawing.suggestion(one)
        wanted = _("In the next survey the mean is higher than %(mean)s.") % {"mean": mean.replace(".", ",")}
        return GoalForm(
            initial={"title": words[:240], "criteria": wanted if mean else ""}, auto_id=f"{one.item.key}_%s"
        )


class SteerView(LedScreen):
    """`surveying:steer`: remind the silent, another last day, close, show to members, throw a draft away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """One act."""
        match request.POST.get("act", ""):
            case "remind":
                return self._remind(request)
            case "put_off":
                return self._put_off(request)
            case "close":
                return self.done(request, services.close, _("The survey is closed. The answer sheets are gone."))
            case "share":
                return self.done(request, services.share, _("Members see the outcome now; they have been told."))
            case "drop":
                there = reverse("surveying:list", kwargs={"slug": slug})
                return self.done(request, services.drop, _("The draft is thrown away."), there)
        return redirect(self.asked)

    def _remind(self, request: HttpRequest) -> HttpResponse:
        try:
            count = services.remind(by=request.user, asked=self.asked)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", count)
            messages.success(request, words % {"count": count} if count else _("Everybody has answered already."))
        return redirect(self.asked)

    def _put_off(self, request: HttpRequest) -> HttpResponse:
        form = DayForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Give the last day for answers."))
            return redirect(self.asked)
        day = form.cleaned_data["closes_on"]
        return self.done(request, services.put_off, _("The last day is changed."), closes_on=day)


class LinksView(LedScreen):
    """`surveying:links`: links for people without an account; made ones are shown this once."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """How many."""
        return self._page(request, LinksForm())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Make them and show them."""
        form = LinksForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            made = services.make_links(by=request.user, asked=self.asked, count=form.cleaned_data["count"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self._page(request, form, status=422)
        return self._page(request, LinksForm(), links=[link_to(self.asked, token) for token in made])

    def _page(self, request: HttpRequest, form: LinksForm, status: int = 200, **values: Any) -> HttpResponse:
        made = len(NetworkSurvey.objects.select_related("survey").get(pk=self.asked.pk).survey.links)
        answer = self.draw(request, "links", status, form=form, made=made, **values)
        add_never_cache_headers(answer)
        return answer


def link_to(asked: NetworkSurvey, token: str) -> str:
    """The whole address of a link."""
    return settings.BASE_URL + reverse("surveying:by_link", kwargs={"number": asked.pk, "token": token})


class GoalView(SurveyScreen):
    """`surveying:goal`: a goal of the plan from the outcome."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Make it; what is wrong is said on the survey's page."""
        insist(rules.may_add_goal(request.user, self.asked, self.edition))
        form = GoalForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Give the goal in a few words."))
            return redirect(self.asked)
        good = form.cleaned_data
        try:
            goal = services.make_goal(
                by=request.user, asked=self.asked, edition=self.edition, title=good["title"],
                criteria=good["criteria"], key=good["once"],
            )  # fmt: skip
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.asked)
        messages.success(request, _("The goal is in the plan."))
        return redirect(f"{plan_address(slug)}#cel-{goal.pk}")


class TableView(SurveyScreen):
    """`surveying:table`: the outcome as CSV or XLSX."""

    def get(self, request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
        """Send it."""
        insist(rules.may_see_outcome(request.user, self.asked))
        before = selectors.earlier_of(request.user, self.asked)
        shown = drawing.shown(self.survey, before.survey if before else None)
        if not shown or form not in {"csv", "xlsx"}:
            raise NotThere
        rows = tables.rows_of(shown) + tables.rows_of_pairs(self.survey.outcome.get("pairs", {}))
        if form == "csv":
            answer = HttpResponse(tables.as_csv(rows), content_type="text/csv; charset=utf-8")
        else:
            answer = HttpResponse(tables.as_xlsx(rows, self.survey.title), content_type=XLSX)
        answer["Content-Disposition"] = disposition(f"ankieta-{self.asked.pk}.{form}")
        answer["Cache-Control"] = "private, no-store"
        return answer
