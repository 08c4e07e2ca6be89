"""The county coordinator's screens: the table, opening a network, appointing a coordinator, deciding on reports."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from networks import board, rules, selectors, services
from networks.attention import SOON
from networks.forms import AppointForm, OpenNetworkForm, ReturnForm
from networks.states import ReportState


class CountyView(View):
    """`networks:county`: every network of one's counties with what needs attention (D32)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the table."""
        counties = selectors.counties_of(request.user)
        rows = selectors.county_table(counties)
        narrowed = request.GET.get("pokaz") == "uwaga"
        parts = [
            part_of(
                county,
                [row for row in rows if row.edition.network.county_id == county.pk],
                narrowed=narrowed,
                ways=board.of_county(request.user, county),
            )
            for county in counties
        ]
        return render(request, "networks/county.html", {"counties": parts, "narrowed": narrowed})


def part_of(county: Any, rows: list[Any], *, narrowed: bool, ways: list[board.Way]) -> dict[str, Any]:
    """One county of the board: what needs attention today first, then the table."""
    urgent = sorted((row for row in rows if row.weight >= SOON), key=lambda row: -row.weight)
    shown = [row for row in rows if row.attention] if narrowed else rows
    return {
        "county": county,
        "ways": ways,
        "count": len(rows),
        "rows": shown,
        "urgent": urgent[:MOST_URGENT],
        "gentle": sum(bool(row.attention) for row in rows),
        "too_few": len(rows) < selectors.FEWEST_NETWORKS,
        "fewest": selectors.FEWEST_NETWORKS,
        "columns": columns_of(shown),
    }


MOST_URGENT = 10
"""Networks at the top of a county; all the others are in the table."""


class CountyTableView(View):
    """`networks:county_table`: the same table as a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """An XLSX with a row for every network and what to look at in words."""
        rows = selectors.county_table(selectors.counties_of(request.user))
        columns = columns_of(rows)
        from openpyxl import Workbook  # heavy, and few ask for a sheet

        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("networks"))
        sheet.append(
            [
                _("County"), _("Network"), _("School year"), _("Kind"), _("State"), _("Coordinator"), _("People"),
                _("Meant for"), _("Schools"), *(str(label) for _name, label in columns), _("Report"),
                _("Needs attention"),
            ]
        )  # fmt: skip
        for row in rows:
            sheet.append([plain(cell) for cell in cells_of(row)])
        file = io.BytesIO()
        book.save(file)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        answer = HttpResponse(file.getvalue(), content_type=kind)
        answer["Content-Disposition"] = 'attachment; filename="sieci-powiatu.xlsx"'
        return answer


def cells_of(row: Any) -> list[Any]:
    """The cells of one network, in the order of the headings."""
    edition = row.edition
    leading = ", ".join(held.user.get_full_name() for held in row.coordinators)
    return [
        edition.network.county.name,
        edition.network.title,
        edition.school_year.label,
        edition.network.get_kind_display(),
        edition.get_state_display(),
        leading,
        row.people,
        edition.target_size,
        row.schools,
        *((figure.text or figure.value) if figure else "" for figure in row.cells),
        row.report_label,
        "; ".join(one.text for one in row.attention),
    ]


def plain(cell: Any) -> Any:
    """Words that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t" and cell else cell


def columns_of(rows: list[Any]) -> list[tuple[str, Any]]:
    """(name, label) of the figures that rooms give to the table; fills each row's `cells` in that order.

    `labelled` has the same cells with their labels, for a screen on which the headings do not stand above them.
    """
    columns: dict[str, Any] = {}
    for row in rows:
        for figure in row.figures:
            columns.setdefault(figure.name, figure.label)
    for row in rows:
        values = {figure.name: figure for figure in row.figures}
        row.cells = [values.get(name) for name in columns]
        row.labelled = [(label, values.get(name)) for name, label in columns.items()]
    return list(columns.items())


class OpenNetworkView(View):
    """`networks:open`: a new network of one's county (D52)."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the counties in which the person may open networks."""
        super().setup(request, *args, **kwargs)
        self.counties = selectors.counties_of(request.user)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        form = OpenNetworkForm(counties=self.counties)
        return render(request, "networks/open.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it and go to the table."""
        form = OpenNetworkForm(request.POST, counties=self.counties)
        if form.is_valid():
            good = form.cleaned_data
            try:
                network = services.open_network(
                    by=request.user,
                    title=good["title"],
                    county=good["county"],
                    school_year=good["school_year"],
                    coordinator=good["person"],
                    kind=good["kind"],
                    key=good["once"],
                    summary=good["summary"],
                    audience=good["audience"],
                    subjects=good["subjects"],
                    join_policy=good["join_policy"],
                    state=good["state"],
                    question=good["question"],
                    target_size=good["target_size"],
                    capacity=good["capacity"],
                    goal=good["goal"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The network “%(network)s” is open.") % {"network": network})
                return redirect("networks:county")
        return render(request, "networks/open.html", {"form": form})


class AppointView(View):
    """`networks:appoint`: who coordinates the network from now on (D31)."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the network of one's county."""
        super().setup(request, *args, **kwargs)
        self.edition = selectors.supervised_network(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Members are refused in words, people from outside never came here."""
        insist(rules.may_appoint(request.user, self.edition.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form."""
        return self._page(request, AppointForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Appoint in one step."""
        form = AppointForm(request.POST)
        if form.is_valid():
            good = form.cleaned_data
            try:
                place = services.appoint_coordinator(
                    by=request.user,
                    network=self.edition.network,
                    user=good["person"],
                    keep_present=good["keep_present"],
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(
                    request, _("%(person)s now coordinates the network.") % {"person": place.user.get_full_name()}
                )
                back = "networks:county" if rules.may_supervise(request.user, self.edition.network) else "networks:list"
                return redirect(back)
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: AppointForm) -> HttpResponse:
        values = {
            "form": form,
            "edition": self.edition,
            "network": self.edition.network,
            "coordinators": selectors.coordinators_of(self.edition),
        }
        return render(request, "networks/appoint.html", values)


class CountyReportView(View):
    """`networks:county_report`: a presented report for the county coordinator, with the decision."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the report of one's county."""
        super().setup(request, *args, **kwargs)
        self.report = selectors.report_for_county(request.user, kwargs["slug"])

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Read it."""
        return self._page(request, ReturnForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Accept or return it with words."""
        form = ReturnForm(request.POST)
        try:
            if request.POST.get("decision") == "accept":
                services.accept_report(by=request.user, report=self.report)
                messages.success(request, _("The report is accepted."))
                return redirect("networks:county")
            if form.is_valid():
                services.return_report(by=request.user, report=self.report, words=form.cleaned_data["words"])
                messages.success(request, _("The report went back to the coordinator."))
                return redirect("networks:county")
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        return self._page(request, form)

    def _page(self, request: HttpRequest, form: ReturnForm) -> HttpResponse:
        edition = self.report.edition
        values = {
            "report": self.report,
            "edition": edition,
            "network": edition.network,
            "chapters": selectors.chapters_of(self.report),
            "form": form,
            "decides": self.report.state == ReportState.HANDED,
            "from_county": True,
        }
        return render(request, "networks/county_report.html", values)
