"""The county coordinator's screens: the table, opening a network, appointing a coordinator, deciding on reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from networks import rules, selectors, services
from networks.forms import AppointForm, OpenNetworkForm, ReturnForm
from networks.states import ReportState


class CountyView(View):
    """`networks:county`: every network of one's counties with what needs attention (D32)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the table."""
        counties = selectors.counties_of(request.user)
        rows = selectors.county_table(counties)
        lists = [(county, [row for row in rows if row.edition.network.county_id == county.pk]) for county in counties]
        values = {
            "counties": [
                {
                    "county": county,
                    "rows": own,
                    "too_few": len(own) < selectors.FEWEST_NETWORKS,
                    "fewest": selectors.FEWEST_NETWORKS,
                    "columns": columns_of(own),
                }
                for county, own in lists
            ]
        }
        return render(request, "networks/county.html", values)


def columns_of(rows: list[Any]) -> list[tuple[str, Any]]:
    """(name, label) of the figures that rooms give to the table; fills each row's `cells` in that order."""
    columns: dict[str, Any] = {}
    for row in rows:
        for figure in row.figures:
            columns.setdefault(figure.name, figure.label)
    for row in rows:
        values = {figure.name: figure for figure in row.figures}
        row.cells = [values.get(name) for name in columns]
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
            "decides": self.report.state == ReportState.PRESENTED,
            "from_county": True,
        }
        return render(request, "networks/county_report.html", values)
