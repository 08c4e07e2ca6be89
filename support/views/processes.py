"""The list, starting a process, its page, approvals, the SORE, the next stage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from directory.selectors import current_school_year
from kit import clock
from kit.verdicts import NotThere, Refused
from provenance import services as provenance
from provenance.registry import parse
from support import rules, selectors, services
from support.forms import LogEntryForm, ProcessOpenForm, SoreNameForm


class ProcessListView(View):
    """Processes a person may know of, by school."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(selectors.processes_of(request.user), 20).get_page(request.GET.get("strona"))
        values = {"page": page, "may_open": rules.may_start_any(request.user)}
        return render(request, "support/process_list.html", values)


class ProcessOpenView(View):
    """Start a process for a school."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.may_start_any(request.user):
            raise NotThere
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        year = current_school_year()
        start = max(clock.today(), year.starts_on)
        form = ProcessOpenForm(
            schools=selectors.schools_for(request.user),
            initial=self.begun(request) | {"starts_on": start, "ends_on": date(year.ends_on.year, 6, 25)},
        )
        return self.draw(request, form)

    def begun(self, request: HttpRequest) -> dict[str, Any]:
        """What the process is made from, and what that gives (`?z=need:5`)."""
        source = parse(request.GET.get("z", ""))
        seed = provenance.seed(by=request.user, source=source)
        if seed is None:
            return {}
        return {"title": seed.title[:200], "institution": seed.values.get("institution"), "made_from": str(source)}

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ProcessOpenForm(request.POST, schools=selectors.schools_for(request.user))
        if form.is_valid():
            values = dict(form.cleaned_data)
            try:
                process = services.open_process(by=request.user, key=values.pop("once"), **values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                return redirect(process)
        return self.draw(request, form)

    def draw(self, request: HttpRequest, form: ProcessOpenForm) -> HttpResponse:
        status = 422 if form.is_bound else 200
        return render(request, "support/process_open.html", {"form": form}, status=status)


class ProcessView(View):
    """One page per school: the stage, the next step and who must act (D2)."""

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, pk=pk, **kwargs)
        self.process = selectors.process_for(request.user, pk) if request.user.is_authenticated else None

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.draw(request)

    def draw(self, request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
        process, user = self.process, request.user
        inside = bool(rules.may_read_inside(user, process))
        writes = rules.may_write(user, process)
        values = {
            "process": process,
            "steps": selectors.steps(process),
            "inside": inside,
            "writes": writes,
            "agrees": rules.may_agree(user, process),
            "names": rules.may_name_sore(user, process),
            "missing": services.missing(process) if inside or process.state == "initiated" else [],
            "sores": selectors.sores_of(process.institution),
            "directors": selectors.directors_of(process.institution),
            "log": list(process.log.select_related("written_by")[:20]) if inside else [],
            "sore_form": SoreNameForm(),
            "log_form": LogEntryForm(initial={"done_on": clock.today()}),
        }
        return render(request, "support/process.html", values | more, status=status)


class ProcessAgreeView(ProcessView):
    """The county's or the director's approval."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            services.agree(by=request.user, process=self.process)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("Your approval is recorded."))
        return redirect(self.process)


class ProcessAdvanceView(ProcessView):
    """Into the next stage, through its gate."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        selectors.inside_for(request.user, pk)
        try:
            services.advance(by=request.user, process=self.process)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The process has entered its next stage."))
        return redirect(self.process)


class SoreNameView(ProcessView):
    """Assign the school's SORE."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SoreNameForm(request.POST)
        if form.is_valid():
            try:
                person, warning = services.name_sore(by=request.user, process=self.process, **form.cleaned_data)
            except Refused as refused:
                form.add_error("email", str(refused.reason))
            else:
                messages.success(request, _("%(name)s has been assigned to the school.") % {"name": person})
                if warning:
                    messages.warning(request, warning)
                return redirect(self.process)
        return self.draw(request, status=422, sore_form=form)


class LogEntryView(ProcessView):
    """Write an act into the activity log."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        selectors.inside_for(request.user, pk)
        form = LogEntryForm(request.POST)
        if form.is_valid():
            values = dict(form.cleaned_data)
            try:
                services.log(by=request.user, process=self.process, key=values.pop("once"), **values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Written into the log."))
                return redirect(self.process.get_absolute_url() + "#dziennik")
        return self.draw(request, status=422, log_form=form)
