"""The log from a phone, in any school, also without a connection (D9, D18).

The page and its worker are all a browser keeps: names of the person's own schools, nothing written inside. What is
written without a connection waits in that browser (theme/src/js/rooms/worklog.js) and is sent here, once.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from kit import clock
from kit.verdicts import NotThere, Refused
from support import rules, services
from support.forms import QuickEntryForm

AWAY = "splot"
"""What the script says of itself; it is answered in JSON."""


class QuickView(View):
    """`support:log_quick`: one entry in a chosen school's log."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.processes = rules.logged_processes(request.user)
            if not self.processes.exists() and not self.is_script:
                raise NotThere

    @property
    def is_script(self) -> bool:
        """Whether the waiting entries' script asks, not a person."""
        return self.request.headers.get("X-Requested-With") == AWAY

    def get(self, request: HttpRequest) -> HttpResponse:
        begun = self.processes.filter(pk=request.GET["proces"]) if request.GET.get("proces", "").isdecimal() else None
        chosen = begun.first() if begun is not None else None
        first = chosen or (self.processes.first() if self.processes.count() == 1 else None)
        form = QuickEntryForm(processes=self.processes, initial={"done_on": clock.today(), "process": first})
        return render(request, "support/quick.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = QuickEntryForm(request.POST, processes=self.processes)
        if form.is_valid():
            values = dict(form.cleaned_data)
            process = values.pop("process")
            try:
                services.log(by=request.user, process=process, key=values.pop("once"), **values)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                return self._done(reverse("support:log_entry", kwargs={"pk": process.pk}))
        if self.is_script:
            return JsonResponse({"reason": _wrong(form)}, status=422)
        return render(request, "support/quick.html", {"form": form}, status=422)

    def _done(self, there: str) -> HttpResponse:
        if self.is_script:
            return JsonResponse({"url": there})
        messages.success(self.request, _("Written into the log."))
        return redirect(there)


def _wrong(form: QuickEntryForm) -> str:
    """Everything that is wrong, in one line."""
    found = [
        f"{form.fields[name].label}: {words}" if name in form.fields else str(words)
        for name, sentences in form.errors.items()
        for words in sentences
    ]
    return " ".join(found)


@method_decorator(never_cache, name="dispatch")
class QuickStateView(View):
    """`support:log_state`: who is signed in now, and the token with which that person sends."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})


@method_decorator(login_not_required, name="dispatch")
class QuickWorkerView(View):
    """`support:log_worker`: the script that shows the page above when there is no connection; it keeps nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "support/quick_worker.js", content_type="text/javascript; charset=utf-8")
