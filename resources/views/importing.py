"""Taking a table into the library of a network."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import KeyCompetence, Stage, Subject
from files.selectors import drafts_of
from kit.verdicts import Refused, insist
from resources import rules, services, tables
from resources.forms import ImportForm
from resources.services.importing import Tried
from resources.views.exporting import InLibrary

A_DAY = 24 * 3600
SETS: dict[str, Any] = {"subjects": Subject, "stages": Stage, "competences": KeyCompetence}


class ImportView(InLibrary):
    """`resources:import`: choose a table, see what would come of each row, take in all or the chosen ones."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The coordinator of an open year."""
        insist(rules.may_order(request.user, self.network))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form with the headings a table needs."""
        return self._page(ImportForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Try the table, or take the chosen rows in."""
        if "tried" in request.POST:
            return self._take(request)
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            found = services.attempt(by=request.user, network=self.network, upload=form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", str(refused.reason))
            return self._page(form, status=422)
        good = [one for one in found if one.is_good]
        return self._page(ImportForm(), tried=found, good=len(good), told=self._told(good))

    def _page(self, form: ImportForm, status: int = 200, **values: Any) -> HttpResponse:
        shown = {
            "form": form,
            "network": self.network,
            "standing": self.standing,
            "tab": "resources",
            "columns": tables.COLUMNS.values(),
        }
        return render(self.request, "resources/import.html", shown | values, status=status)

    @property
    def _salt(self) -> str:
        return f"resources.import.{self.network.pk}.{self.request.user.pk}"

    def _told(self, good: list[Tried]) -> str:
        """The good rows for the second step, signed for this person and this network."""
        rows = []
        for one in good:
            values = {name: value for name, value in one.line.values.items() if name not in SETS}
            sets = {name: [thing.pk for thing in one.line.values[name]] for name in SETS}
            drafts = [str(draft.pk) for draft in one.drafts]
            rows.append([one.line.number, values, sets, drafts, str(one.key)])
        return signing.dumps(rows, salt=self._salt, compress=True)

    def _take(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = signing.loads(request.POST["tried"], salt=self._salt, max_age=A_DAY)
        except signing.BadSignature as error:
            raise BadRequest("tried") from error
        chosen = set(request.POST.getlist("row"))
        taken, wrong = 0, []
        for number, values, sets, numbers, key in rows:
            if str(number) not in chosen:
                continue
            for name, pks in sets.items():
                values[name] = list(SETS[name].objects.filter(pk__in=pks))
            drafts = drafts_of(request.user, numbers, space=services.space_of(self.network))
            try:
                made = services.take_row(
                    by=request.user, network=self.network, values=values, drafts=drafts, key=uuid.UUID(key)
                )
            except Refused as refused:
                wrong.append(_("Row %(number)s: %(why)s") % {"number": number, "why": refused.reason})
            else:
                taken += made is not None
        services.told(by=request.user, network=self.network, taken=taken)
        words = ngettext("%(many)s resource was taken in.", "%(many)s resources were taken in.", taken)
        messages.success(request, words % {"many": taken})
        for line in wrong[:10]:
            messages.error(request, line)
        return redirect("resources:network_list", slug=self.network.slug)
