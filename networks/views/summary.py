"""The summary of all networks of a county or of the country: a table, years side by side, and a spreadsheet."""

from __future__ import annotations

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere
from networks import rules, selectors
from networks.views.county import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class SummaryView(View):
    """`networks:summary` for one's counties, `networks:national` for all."""

    is_national = False

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the rows of the chosen year, the latest by default."""
        super().setup(request, *args, **kwargs)
        counties = None
        if not self.is_national:
            counties = selectors.counties_of(request.user)
        elif not rules.may_see_country(request.user):
            raise NotThere
        self.years = selectors.years_of_reports()
        wanted = request.GET.get("rok", "")
        chosen = [one for one in self.years if str(one.starts_on.year) == wanted]
        self.year = next(iter(chosen or self.years), None)
        self.rows = selectors.summary_of(counties, self.year) if self.year else []
        self.statement = selectors.statement_of(self.rows)

    def get(self, request: HttpRequest) -> HttpResponse:
        """The table with definitions, and the yearly statement."""
        values = {
            "rows": self.rows, "years": self.years, "year": self.year, "statement": self.statement,
            "definitions": selectors.SUMMARY, "is_national": self.is_national,
        }  # fmt: skip
        return render(request, "networks/summary.html", values)


class SummarySheetView(SummaryView):
    """`networks:summary_sheet`, `networks:national_sheet`: the same as a spreadsheet of three sheets."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """An XLSX: networks, the statement, the definitions."""
        from openpyxl import Workbook  # heavy, and few ask for a sheet

        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("networks"))
        heads = [str(label) for _name, label, _words in selectors.SUMMARY]
        earlier = [_("%(heading)s, the year before") % {"heading": head} for head in heads]
        pairs = [head for pair in zip(heads, earlier, strict=True) for head in pair]
        sheet.append([_("County"), _("Network"), _("School year"), _("Report"), *pairs])
        for row in self.rows:
            network = row.edition.network
            numbers = [number for _label, now, before in row.cells for number in (now, before)]
            cells = [network.county.name, network.title, row.edition.school_year.label, row.state or _("not presented")]
            sheet.append([plain(cell) for cell in cells] + numbers)
        sheet = book.create_sheet(_("statement"))
        sheet.append([_("Form of support"), _("Number of forms"), _("Number of users")])
        for line in self.statement:
            sheet.append(list(line))
        sheet = book.create_sheet(_("definitions"))
        for _name, label, words in selectors.SUMMARY:
            sheet.append([str(label), str(words)])
        file = io.BytesIO()
        book.save(file)
        answer = HttpResponse(file.getvalue(), content_type=XLSX)
        answer["Content-Disposition"] = 'attachment; filename="zestawienie-sieci.xlsx"'
        return answer
