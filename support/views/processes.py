"""The list, starting a process, its page, approvals, the SORE, the next stage."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from directory.selectors import current_school_year
from kit import clock
from kit.verdicts import NotThere, Refused
from provenance import services as provenance
from provenance.registry import parse
from support import gates, rules, selectors, services
from support.forms import BackForm, ExtendForm, LogEntryForm, ProcessOpenForm, SoreNameForm
from support.papers import PAPERS
from support.states import BACK, State
from support.views.inside import Act, InsideView


class ProcessListView(View):
    """Processes a person may know of, by school."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = Paginator(selectors.processes_of(request.user), 20).get_page(request.GET.get("strona"))
        values = {"page": page, "may_open": rules.may_start_any(request.user)}
        values["leads_county"] = rules.leads_any(request.user)
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
            return self.after(request)
        return {"title": seed.title[:200], "institution": seed.values.get("institution"), "made_from": str(source)}

    def after(self, request: HttpRequest) -> dict[str, Any]:
        """Last year's closed process of a school, as a beginning of the next one (`?po=5`)."""
        number = request.GET.get("po", "")
        before = selectors.processes_of(request.user).filter(pk=number).first() if number.isdecimal() else None
        if before is None or not rules.may(request.user, "follow", before):
            return {}
        return {"title": before.title, "institution": before.institution_id, "follows": before.pk}

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
        sores = selectors.sores_of(process.institution)
        values: dict[str, Any] = {
            "process": process,
            "steps": selectors.steps(process),
            "inside": inside,
            "writes": writes,
            "agrees": rules.may_agree(user, process),
            "names": rules.may_name_sore(user, process),
            "missing": services.missing(process) if inside or process.state == "initiated" else [],
            "actors": gates.who_acts(process),
            "back": State(BACK[process.state]) if process.state in BACK else None,
            "follows": bool(rules.may(user, "follow", process)) and not hasattr(process, "followed_by"),
            "sores": sores,
            "employed": [one for one in sores if selectors.is_employed(one, process.institution)],
            "directors": selectors.directors_of(process.institution),
            "taken": list(process.taken.all()),
            "extensions": list(process.extensions.all()),
            "extends": rules.may(user, "extend", process),
            "extend_form": ExtendForm(auto_id="extend_form_%s"),
            "sore_form": SoreNameForm(),
        }
        if inside:
            values |= {
                "log": list(selectors.log_of(process)[:5]),
                "days": selectors.contact_days(process),
                "contacts": list(process.contacts.all()),
                "stuck_since": selectors.stuck_since(process),
                "papers": [paper for paper in PAPERS if paper.is_there(process)],
                "log_form": LogEntryForm(initial={"done_on": clock.today()}),
                "back_form": BackForm(auto_id="back_form_%s"),
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


class ExtendView(Act, ProcessView):
    """`support:process_extend`: a later last day."""

    form_class, slot, done = ExtendForm, "extend_form", gettext_lazy("The process lasts until the new day.")

    def act(self, **values: Any) -> None:
        services.extend(by=self.request.user, process=self.process, key=values.pop("once"), **values)

    def back(self) -> str:
        return self.process.get_absolute_url()


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


class ProcessBackView(Act, ProcessView, InsideView):
    """One stage back, with an explanation."""

    form_class, slot, done = BackForm, "back_form", gettext_lazy("The process has returned to the earlier stage.")

    def act(self, **values: Any) -> None:
        self.process = services.go_back(by=self.request.user, process=self.process, **values)

    def back(self) -> str:
        return self.process.get_absolute_url()
