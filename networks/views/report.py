"""The annual report inside the network: read, written, presented."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from networks import rules, selectors, services
from networks.forms import ReportForm, VoiceForm
from networks.states import ReportState
from networks.views.inside import InsideView, inside


class ReportView(InsideView):
    """`networks:report`: the draft with live numbers, or the report as it was presented."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the report; experts do not find it."""
        super().setup(request, *args, **kwargs)
        self.report = selectors.report_for(self.standing)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Read it, which is noted; who steers finds fields for words while it is a draft."""
        services.read_report(by=request.user, report=self.report)
        return self._page(request)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Save the words; a clash shows both texts and loses none (CO-03)."""
        insist(rules.may_steer_as(self.standing))
        chapters = selectors.chapters_of(self.report)
        form = ReportForm(request.POST, chapters=chapters)
        if not form.is_valid():
            return self._page(request, form=form)
        words = form.words()
        try:
            services.write_report(
                by=request.user, edition=self.standing.edition, words=words, version=form.cleaned_data["version"]
            )
        except services.Clash as clash:
            return self._clash(request, words, clash)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            return self._page(request, form=form)
        messages.success(request, _("The words are saved."))
        return redirect("networks:report", slug=slug)

    def _clash(self, request: HttpRequest, words: dict[str, str], clash: services.Clash) -> HttpResponse:
        chapters = selectors.chapters_of(self.report)
        mine = [chapter | {"text": words.get(chapter["name"], "")} for chapter in chapters]
        form = ReportForm(chapters=mine, initial={"version": clash.version})
        theirs = {name: text for name, text in clash.theirs.items() if text != words.get(name, "")}
        return self._page(request, form=form, theirs=theirs, reason=str(clash.reason), status=409)

    def _page(self, request: HttpRequest, *, form: Any = None, status: int = 200, **values: Any) -> HttpResponse:
        chapters = selectors.chapters_of(self.report)
        writes = self.standing.steers and self.report.state == ReportState.DRAFT
        if writes and form is None:
            form = ReportForm(chapters=chapters, initial={"version": self.report.version})
        theirs = values.get("theirs", {})
        for chapter in chapters:
            chapter["field"] = form["words_" + chapter["name"]] if writes else None
            chapter["theirs"] = theirs.get(chapter["name"], "")
        values |= self._ways(request)
        page = inside(
            self.standing, "report", report=self.report, chapters=chapters, form=form, writes=writes, **values
        )
        return render(request, "networks/report.html", page, status=status)

    def _ways(self, request: HttpRequest) -> dict[str, Any]:
        """Who read it and what may be said or done now."""
        report = self.report
        speaks = report.state == ReportState.PRESENTED and rules.may_speak_of_report(request.user, report)
        voice = selectors.voice_on(report, request.user) if speaks else None
        said = {"accepts": bool(voice and voice.accepted_at), "remark": voice.remark if voice else ""}
        return {
            "voice_form": VoiceForm(initial=said) if speaks else None,
            "voices": selectors.voices_on(report) if speaks and self.standing.steers else [],
            "heard": services.heard_of(report) if report.state == ReportState.PRESENTED else report.heard,
            "steers": self.standing.steers,
        }


class PresentReportView(InsideView):
    """`networks:report_present`: freeze the numbers and tell the members."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the report; experts do not find it."""
        super().setup(request, *args, **kwargs)
        self.report = selectors.report_for(self.standing)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only who steers presents."""
        insist(rules.may_steer_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Say what presenting means."""
        values = inside(
            self.standing,
            "report",
            report=self.report,
            empty=[chapter for chapter in selectors.chapters_of(self.report) if not chapter["text"]],
        )
        return render(request, "networks/report_present.html", values)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Present it."""
        try:
            services.present_report(by=request.user, edition=self.standing.edition)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The report is presented and the members are told."))
        return redirect("networks:report", slug=slug)
