"""The ways of an annual report: members' voices, handing over, publishing, files, versions, the page for everybody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View

from kit.verdicts import Refused
from networks import documents, selectors, services
from networks.forms import VoiceForm
from networks.views.inside import InsideView, inside


class OfReportView(InsideView):
    """A screen about the report; experts do not find it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the report."""
        super().setup(request, *args, **kwargs)
        self.report = selectors.report_for(self.standing)


class ReportActView(OfReportView):
    """`networks:report_hand`, `report_take_back`, `report_publish`: one step of who steers."""

    for_steering = True
    http_method_names = ["post"]
    service: Any = None
    done: Any = ""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take the step."""
        try:
            self.service(by=request.user, report=self.report)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, self.done)
        return redirect("networks:report", slug=slug)


ACTS: dict[str, dict[str, Any]] = {
    "hand": {
        "service": services.hand_report,
        "done": _("The report is with the county coordinator."),
    },
    "take_back": {
        "service": services.take_back_report,
        "done": _("The report is a draft again; its numbers are counted anew."),
    },
    "publish": {
        "service": services.publish_report,
        "done": _("The report is published without personal data."),
    },
}


class ReportVoiceView(OfReportView):
    """`networks:report_voice`: a member accepts the presented report or remarks on it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Keep the voice."""
        form = VoiceForm(request.POST)
        try:
            if form.is_valid():
                services.speak_of_report(by=request.user, report=self.report, **form.cleaned_data)
                messages.success(request, _("Your word on the report is saved."))
            else:
                messages.error(request, _("The remark is too long. Shorten it to 2,000 characters."))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        return redirect("networks:report", slug=slug)


class ReportFileView(OfReportView):
    """`networks:report_file`: the report as a PDF or DOCX document, after template 4.2."""

    def get(self, request: HttpRequest, slug: str, form: str) -> HttpResponse:
        """The file."""
        return file_of(documents.report_document(self.report), form, slug)


class CountyReportFileView(View):
    """`networks:county_report_file`: the same for the county coordinator."""

    def get(self, request: HttpRequest, slug: str, form: str) -> HttpResponse:
        """The file."""
        return file_of(documents.report_document(selectors.report_for_county(request.user, slug)), form, slug)


class ReportVersionsView(OfReportView):
    """`networks:report_versions`: figures of every presentation and of the year before, side by side."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The table."""
        columns, rows = selectors.compared(self.report)
        page = inside(self.standing, "report", report=self.report, columns=columns, rows=rows)
        return render(request, "networks/report_versions.html", page)


@method_decorator(login_not_required, name="dispatch")
class PublicReportView(View):
    """`networks:report_public`: a published report, for everybody."""

    def get(self, request: HttpRequest, slug: str, begins: int) -> HttpResponse:
        """Read it."""
        report = selectors.published_report(slug, begins)
        values = {"report": report, "edition": report.edition, "network": report.edition.network}
        return render(request, "networks/report_public.html", values | {"chapters": report.public})


@method_decorator(login_not_required, name="dispatch")
class PublicReportFileView(View):
    """`networks:report_public_file`: the published report as a document."""

    def get(self, request: HttpRequest, slug: str, begins: int, form: str) -> HttpResponse:
        """The file."""
        return file_of(documents.public_document(selectors.published_report(slug, begins)), form, slug)


def file_of(made: Any, form: str, slug: str) -> HttpResponse:
    """The document as an answer to be saved."""
    answer = HttpResponse(made.bytes_as(form), content_type=documents.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="sprawozdanie-{slug}.{form}"'
    return answer
