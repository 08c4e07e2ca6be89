"""The county's own pages of support: the board, the strategic plan, the year, effects, costs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import NotThere, Refused
from moderation import trail
from support import services
from support.counties import papers, rules, selectors
from support.counties.effects import effects_of
from support.counties.forms import CostForm, CountyPlanForm, DeclareForm, SummaryForm
from support.models import CountyPlan, ProcessCost
from support.papers import TYPES
from support.views.inside import with_version
from surveys.tables import as_xlsx

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number of the address's question, or None."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 6 else None


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save, never kept on the way."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class CountiesView(View):
    """`support:counties`: to the county one coordinates."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The first one; the others are named on its page."""
        return redirect("support:county", county=selectors.counties_led_by(request.user)[0].slug)


class CountyView(View):
    """What all pages of a county begin with: for everybody but its coordinator they do not exist."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.county = selectors.county_for(request.user, kwargs["county"])
            if "year" in kwargs:
                self.year = selectors.year_named(self.county, kwargs["year"])


class BoardView(CountyView):
    """`support:county`: the meter, what needs attention, every process by stage."""

    def get(self, request: HttpRequest, county: str) -> HttpResponse:
        """One school year."""
        asked = request.GET
        years = selectors.years_of(self.county)
        year = selectors.year_named(self.county, number_in(request, "rok")) if "rok" in asked else None
        year = year or next(one for one in years if one.holds(clock.today()))
        written = selectors.written_year(self.county, year)
        values = {
            "county": self.county,
            "counties": selectors.counties_led_by(request.user),
            "year": year,
            "years": years,
            "written": written,
            "money": selectors.money_of(written),
            "meter": selectors.meter_of(self.county, year, written.declared),
            "plan": CountyPlan.objects.filter(county=self.county).first(),
            "board": selectors.board_of(
                self.county,
                year,
                stage=asked.get("etap", ""),
                attention=asked.get("pokaz") == "uwaga",
                number=asked.get("strona", ""),
            ),
        }
        return render(request, "support/county/board.html", values)


class BoardTableView(CountyView):
    """`support:county_table`: the year's processes as a spreadsheet."""

    def get(self, request: HttpRequest, county: str, year: int) -> HttpResponse:
        """XLSX."""
        rows = papers.process_rows(self.county, self.year)
        return sent(as_xlsx(rows, _("processes")), SHEET, f"wspomaganie-{county}-{year}.xlsx")


class PlanView(CountyView):
    """`support:county_plan`: the strategic plan in force, and its earlier versions."""

    def get(self, request: HttpRequest, county: str) -> HttpResponse:
        """One version, the latest unless another is asked for."""
        plans = selectors.plans_of(self.county)
        wanted = number_in(request, "wersja")
        shown = next((one for one in plans if wanted is None or one.number == wanted), None)
        if wanted is not None and shown is None:
            raise NotThere
        return render(
            request,
            "support/county/plan.html",
            {"county": self.county, "plans": plans, "plan": shown, "texts": _texts(shown)},
        )


PLAN_TEXTS = ("state", "priorities", "goals", "competences", "organisation", "monitoring")


def _texts(plan: CountyPlan | None) -> list[tuple[str, str]]:
    if plan is None:
        return []
    names = [(str(CountyPlan._meta.get_field(name).verbose_name), getattr(plan, name)) for name in PLAN_TEXTS]
    return [(label[:1].upper() + label[1:], text) for label, text in names if text]


class PlanWriteView(CountyView):
    """`support:county_plan_write`: the plan's next version."""

    def get(self, request: HttpRequest, county: str) -> HttpResponse:
        """The form, with the words of the latest version."""
        latest = next(iter(selectors.plans_of(self.county)), None)
        names = ("title", "starts_on", "ends_on", "resolution", *PLAN_TEXTS)
        initial = {name: getattr(latest, name) for name in names} if latest else {}
        initial["after"] = latest.number if latest else 0
        return self.draw(request, CountyPlanForm(initial=initial, is_first=latest is None))

    def post(self, request: HttpRequest, county: str) -> HttpResponse:
        """Write it."""
        form = CountyPlanForm(request.POST, is_first=request.POST.get("after") == "0")
        if form.is_valid():
            values = dict(form.cleaned_data)
            try:
                services.write_county_plan(by=request.user, county=self.county, key=values.pop("once"), **values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The strategic plan is saved as a new version."))
                return redirect("support:county_plan", county=county)
        return self.draw(request, form)

    def draw(self, request: HttpRequest, form: CountyPlanForm) -> HttpResponse:
        """The form's page."""
        status = 422 if form.is_bound else 200
        return render(request, "support/county/plan_write.html", {"county": self.county, "form": form}, status=status)


class DeclareView(CountyView):
    """`support:county_declare`: the declaration and the money of a year."""

    def get(self, request: HttpRequest, county: str, year: int) -> HttpResponse:
        """The form as it is written."""
        written = selectors.written_year(self.county, self.year)
        return self.draw(
            request, DeclareForm(initial={name: getattr(written, name) for name in DeclareForm.base_fields})
        )

    def post(self, request: HttpRequest, county: str, year: int) -> HttpResponse:
        """Write it."""
        form = DeclareForm(request.POST)
        if form.is_valid():
            try:
                services.declare(by=request.user, county=self.county, year=self.year, **form.cleaned_data)
            except Refused as refused:
                form = renewed(form, selectors.written_year(self.county, self.year).version, refused)
            else:
                messages.success(request, _("The declaration is saved."))
                return redirect(f"{reverse('support:county', args=[county])}?rok={year}")
        return self.draw(request, form)

    def draw(self, request: HttpRequest, form: DeclareForm) -> HttpResponse:
        """The form's page."""
        values = {"county": self.county, "year": self.year, "form": form, "share": rules.share()}
        return render(request, "support/county/declare.html", values, status=422 if form.is_bound else 200)


def renewed(form: Any, version: int, refused: Refused) -> Any:
    """The same words upon what is written now, with the refusal said."""
    again = with_version(form, version)
    again.add_error(None, str(refused.reason))
    return again


class EffectsView(CountyView):
    """`support:county_effects`: effects by area and the county's own summary."""

    def get(self, request: HttpRequest, county: str, year: int) -> HttpResponse:
        """The page."""
        return self.draw(request)

    def post(self, request: HttpRequest, county: str, year: int) -> HttpResponse:
        """Write the summary."""
        form = SummaryForm(request.POST)
        if form.is_valid():
            try:
                services.sum_up(by=request.user, county=self.county, year=self.year, **form.cleaned_data)
            except Refused as refused:
                form = renewed(form, selectors.written_year(self.county, self.year).version, refused)
            else:
                messages.success(request, _("The summary is saved."))
                return redirect("support:county_effects", county=county, year=year)
        return self.draw(request, form, status=422)

    def draw(self, request: HttpRequest, form: SummaryForm | None = None, status: int = 200) -> HttpResponse:
        """Effects, and the form once the year is over."""
        written = selectors.written_year(self.county, self.year)
        values = {
            "county": self.county,
            "year": self.year,
            "written": written,
            "effects": effects_of(self.county, self.year),
            "form": form or SummaryForm(initial={"summary": written.summary, "version": written.version}),
        }
        return render(request, "support/county/effects.html", values, status=status)


class EffectsPaperView(CountyView):
    """`support:county_effects_paper`: the same as XLSX, PDF or DOCX, once the year is over."""

    def get(self, request: HttpRequest, county: str, year: int, form: str) -> HttpResponse:
        """The file. Raises NotThere for another format or before the end."""
        effects = effects_of(self.county, self.year)
        if not effects.is_over or form not in (*TYPES, "xlsx"):
            raise NotThere
        written = selectors.written_year(self.county, self.year)
        trail.write(by=request.user, action="support.county.effects", about=self.county, values={"form": form})
        name = f"efekty-wspomagania-{county}-{year}.{form}"
        if form == "xlsx":
            return sent(as_xlsx(papers.effect_rows(effects), _("effects")), SHEET, name)
        paper = papers.effects_paper(self.county, self.year, effects, written)
        return sent(paper.bytes_as(form), TYPES[form], name)


class CostView(CountyView):
    """`support:county_cost`: what one process costs."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            found = selectors.processes_of(self.county).select_related("institution__county", "school_year")
            self.process = get_object_or_404(found, pk=kwargs["process"])

    def get(self, request: HttpRequest, county: str, process: int) -> HttpResponse:
        """The form as it is written."""
        written = self.written()
        initial = {"amount": written.amount, "note": written.note, "version": written.version}
        return self.draw(request, CostForm(initial=initial))

    def post(self, request: HttpRequest, county: str, process: int) -> HttpResponse:
        """Write it."""
        form = CostForm(request.POST)
        if form.is_valid():
            try:
                services.note_cost(by=request.user, process=self.process, **form.cleaned_data)
            except Refused as refused:
                form = renewed(form, self.written().version, refused)
            else:
                messages.success(request, _("The cost is noted."))
                year = self.process.school_year.starts_on.year
                return redirect(f"{reverse('support:county', args=[county])}?rok={year}")
        return self.draw(request, form)

    def written(self) -> ProcessCost:
        """What is noted, or an empty unsaved note."""
        return ProcessCost.objects.filter(process=self.process).first() or ProcessCost(process=self.process)

    def draw(self, request: HttpRequest, form: CostForm) -> HttpResponse:
        """The form's page."""
        values = {"county": self.county, "process": self.process, "form": form}
        return render(request, "support/county/cost.html", values, status=422 if form.is_bound else 200)
