"""Taking resources away as a table and as a package: those of a network, and one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from files.names import disposition
from files.streams import Bytes
from kit.verdicts import insist
from networks.selectors import space_for
from resources import packing, rules, selectors, tables
from resources.models import Resource
from resources.services.importing import TABLE

ON_A_PAGE = 50


class InLibrary(View):
    """A screen for whoever orders the network's library."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the coordinator's place in the network."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])
        self.network = self.standing.edition.network


class ExportView(InLibrary):
    """`resources:export_table`: the library as a CSV; `resources:export_package`: the same with all files."""

    with_files = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The coordinator, also after the year was closed."""
        insist(rules.may_export(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Send it."""
        rows = selectors.to_take_away(request.user, self.network)
        return taken_away(rows, name=slug, title=self.network.title, with_files=self.with_files)


class OwnView(View):
    """`resources:mine`: what the person added, in whichever network, and how it fares."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list."""
        page = Paginator(selectors.own_resources(request.user), ON_A_PAGE).get_page(request.GET.get("strona"))
        return render(request, "resources/mine.html", {"page": page})


class OwnExportView(View):
    """`resources:own_table`: what the person added as a CSV; `resources:own_package`: the same with all files."""

    with_files = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Send it."""
        rows = selectors.own_to_take_away(request.user)
        return taken_away(rows, name=_("mine"), title=_("My resources"), with_files=self.with_files)


def taken_away(resources: Iterable[Resource], *, name: str, title: str, with_files: bool) -> HttpResponseBase:
    """The answer with a table of these resources, or with a ZIP of the table, an index, licences and all files."""
    rows = packing.packed(resources)
    table = tables.written((row.resource, [path for _file, path in row.files]) for row in rows).encode()
    if not with_files:
        answer: HttpResponseBase = HttpResponse(table, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = disposition(f"zasoby-{name}.csv")
    else:
        stream = packing.package(title, "", rows, also={TABLE: table})
        answer = Bytes(stream, content_type="application/zip")
        answer["Content-Length"] = str(len(stream))
        answer["Content-Disposition"] = disposition(f"zasoby-{name}.zip")
    answer["Cache-Control"] = "private, no-store"
    return answer
