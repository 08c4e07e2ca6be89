"""A reader reports a thing, reads what came of it, and may object when nothing did."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from moderation import rules, selectors, services
from moderation.forms import RemarkForm, ReportForm
from moderation.models import Report
from moderation.registry import Moderated
from moderation.selectors import Row


class ReportView(View):
    """`moderation:report`: somebody says that a thing breaks a rule."""

    kind: Moderated
    thing: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.kind, self.thing = selectors.found_thing(request.user, kwargs["kind"], kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nobody reports what is one's own."""
        insist(self.kind.may_report(request.user, self.thing))
        return super().dispatch(request, *args, **kwargs)

    def _form(self, data: Any = None) -> ReportForm:
        return ReportForm(data, grounds=selectors.ground_choices(self.kind.where(self.thing)))

    def _page(self, request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
        values = {"form": form, "row": Row(None, self.kind, self.thing)}
        return render(request, "moderation/report.html", values, status=status)

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """The thing and the form."""
        return self._page(request, self._form())

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Take the report in and confirm it (DS-04)."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.report(
            by=request.user,
            kind=self.kind,
            thing=self.thing,
            ground=form.cleaned_data["ground"],
            words=form.cleaned_data["words"],
            key=form.cleaned_data["once"],
        )
        messages.success(request, _("Thank you. Your report waits for a decision; you will be told of it."))
        return redirect(self.kind.url(self.thing))


class ReportsView(View):
    """`moderation:reports`: what the reader reported, and what came of it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        return render(request, "moderation/reports.html", {"reports": selectors.reports_of(request.user)})


class Reported(View):
    """Loads one's own report with what came of it."""

    report: Report

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: a report is for its maker alone."""
        super().setup(request, *args, **kwargs)
        self.report = selectors.report_for(request.user, kwargs["report_id"])

    def values(self, request: HttpRequest) -> dict[str, Any]:
        """What is shown of the report on both of its pages."""
        found = selectors.still_read(request.user, self.report)
        return {
            "report": self.report,
            "ground": selectors.ground_words(self.report),
            "decision": self.report.decision,
            "reasons": services.reasons_for_reporters(self.report.decision) if self.report.decision else "",
            "found": found,
            "thing_title": found[0].title(found[1]) if found else "",
            "thing_url": found[0].url(found[1]) if found else "",
            "place": selectors.place_label(self.report.place),
        }


class OutcomeView(Reported):
    """`moderation:outcome`: what came of a report, with the way to object (DSA, articles 16 and 20)."""

    def get(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """Draw it."""
        decision = self.report.decision
        case = selectors.appeal_of(decision) if decision is not None else None
        answer = case.decisions.exclude(act="ask").first() if case is not None else None
        values = self.values(request) | {
            "may_object": rules.may_object(request.user, self.report),
            "objection": case if case is not None and case.is_objection else None,
            "is_mine": case is not None and case.is_objection and case.party == request.user,
            "answer": answer,
            "answer_reasons": services.reasons_for_reporters(answer) if answer is not None else "",
        }
        return render(request, "moderation/outcome.html", values)


class ObjectView(Reported):
    """`moderation:object`: whoever reported it asks another person to look again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only its maker, in time, once; a second press of the button hears of the first."""
        if request.method != "POST":
            insist(rules.may_object(request.user, self.report))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
        form.fields["words"].label = _("Why do you not agree?")
        return render(request, "moderation/object.html", self.values(request) | {"form": form}, status=status)

    def get(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """The outcome and the form."""
        return self._page(request, RemarkForm())

    def post(self, request: HttpRequest, report_id: int) -> HttpResponse:
        """Open the objection and its talk."""
        form = RemarkForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                case = services.object_to(by=request.user, report=self.report, words=given["words"], key=given["once"])
            except Refused as refused:
                form.add_error("words", str(refused.reason))
            else:
                messages.success(request, _("Your objection is on its way. Somebody else will decide about it."))
                return redirect(case.get_talk_url())
        return self._page(request, form, status=422)
