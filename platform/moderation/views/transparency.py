"""A year's figures of moderation, for people and as files (DS-08)."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import View

from kit import clock
from kit.verdicts import NotThere
from moderation import rules, selectors
from moderation.enums import Act
from moderation.views.arranging import EVERYWHERE

FIRST_YEAR = 2020


class FiguresScreen(View):
    """Loads the figures of a year and a place the reader looks after."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who looks after nothing finds nothing here."""
        super().setup(request, *args, **kwargs)
        self.places = rules.arranged_places(request.user)
        if not self.places:
            raise NotThere
        given = request.GET.get("miejsce", self.places[0][0] or EVERYWHERE)
        self.place = "" if given == EVERYWHERE else given
        if self.place not in dict(self.places):
            raise NotThere
        year = request.GET.get("rok", "")
        self.year = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else clock.today().year
        if not FIRST_YEAR <= self.year <= clock.today().year:
            raise NotThere
        self.figures = selectors.figures(self.year, place=self.place or None)


class FiguresView(FiguresScreen):
    """`moderation:figures`: the figures as a page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the tables."""
        made = self.figures
        acts = [(Act(act).label, number) for act, number in made.decisions.items()]
        by_rule = [(Act(act).label, rule, number) for (act, rule), number in made.by_rule.items()]
        values = {
            "figures": made,
            "acts": sorted(acts, key=lambda line: -line[1]),
            "reports": sorted(made.reports.items(), key=lambda line: -line[1]),
            "by_rule": sorted(by_rule, key=lambda line: -line[2]),
            "places": [(key or EVERYWHERE, label) for key, label in self.places],
            "place": self.place or EVERYWHERE,
            "label": dict(self.places)[self.place],
            "years": range(clock.today().year, max(FIRST_YEAR, clock.today().year - 5), -1),
            "query": f"?rok={self.year}&miejsce={self.place or EVERYWHERE}",
        }
        return render(request, "moderation/figures.html", values)


class FileView(FiguresScreen):
    """`moderation:figures_file`: the figures as CSV or JSON."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        """Give the file."""
        name = f"moderacja-{self.year}-{(self.place or EVERYWHERE).replace(':', '-')}.{form}"
        answer: HttpResponse
        if form == "json":
            answer = JsonResponse({"year": self.year, "place": self.place, "figures": self.figures.lines()})
        elif form == "csv":
            out = io.StringIO()
            table = csv.DictWriter(out, fieldnames=["year", "figure", "by", "value"])
            table.writeheader()
            table.writerows({key: _safe(value) for key, value in line.items()} for line in self.figures.lines())
            answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
        else:
            raise NotThere
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Cache-Control"] = "private, no-store"
        return answer


def _safe(value: Any) -> Any:
    """A cell no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
