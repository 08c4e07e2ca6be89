"""The queue, a decision, a report, and the statement of reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import Refused, insist
from moderation import selectors, services
from moderation.forms import DecideForm, ReportForm
from moderation.models import Act
from moderation.registry import GROUNDS, Moderated


class QueueView(View):
    """`moderation:queue`: what others reported and this person decides about."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the queue; for most people it is empty and says so."""
        return render(request, "moderation/queue.html", {"cases": selectors.queue_for(request.user)})


class DecideView(View):
    """`moderation:decide`: look at a thing, hide it with a reason, show it again, or leave it."""

    kind: Moderated
    thing: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not judge the thing finds nothing here."""
        super().setup(request, *args, **kwargs)
        self.kind, self.thing = selectors.judged_thing(request.user, kwargs["kind"], kwargs["pk"])

    def _page(self, request: HttpRequest, form: DecideForm, status: int = 200) -> HttpResponse:
        values = {
            "kind": self.kind,
            "case": selectors.Case(self.kind, self.thing, selectors.open_reports(self.thing)),
            "url": self.kind.url(self.thing),
            "is_hidden": self.kind.is_hidden(self.thing),
            "decisions": [
                (decision, GROUNDS.get(decision.ground, "")) for decision in selectors.decisions_about(self.thing)
            ],
            "form": form,
        }
        return render(request, "moderation/decide.html", values, status=status)

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """The thing, its reports, what was decided, and the form."""
        return self._page(request, DecideForm())

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Decide, or say why not."""
        form = DecideForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        try:
            decision = services.decide(by=request.user, kind=self.kind, thing=self.thing, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            self.kind, self.thing = selectors.judged_thing(request.user, kind, pk)
            return self._page(request, form, status=409)
        messages.success(request, self._said(decision.act))
        return redirect("moderation:queue" if decision.after_report else self.kind.url(self.thing))

    @staticmethod
    def _said(act: str) -> str:
        return {
            Act.HIDE: _("Hidden. The author has been told why."),
            Act.SHOW: _("It can be read again. The author has been told."),
            Act.KEEP: _("Left as it is. Whoever reported it has been told."),
        }[Act(act)]


class ReportView(View):
    """`moderation:report`: somebody says that a thing breaks a rule."""

    kind: Moderated
    thing: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.kind, self.thing = selectors.found_thing(request.user, kwargs["kind"], kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nobody reports what is one's own."""
        insist(self.kind.may_report(request.user, self.thing))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
        case = selectors.Case(self.kind, self.thing, [])
        values = {"form": form, "case": case, "url": self.kind.url(self.thing)}
        return render(request, "moderation/report.html", values, status=status)

    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """The thing and the form."""
        return self._page(request, ReportForm())

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Take the report in and confirm it (DS-04)."""
        form = ReportForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        services.report(
            by=request.user,
            kind=self.kind,
            thing=self.thing,
            ground=form.cleaned_data["ground"],
            words=form.cleaned_data["words"],
            key=form.cleaned_data["once"],
        )
        messages.success(request, _("Thank you. Your report waits for a decision; you will be told of it."))
        return redirect(self.kind.url(self.thing))


class DecisionView(View):
    """`moderation:decision`: the statement of reasons, for the author and those who decide (DS-05)."""

    def get(self, request: HttpRequest, decision_id: int) -> HttpResponse:
        """Draw the statement."""
        decision, kind, thing, decides = selectors.decision_for(request.user, decision_id)
        values = {
            "decision": decision,
            "ground": GROUNDS.get(decision.ground, ""),
            "kind": kind,
            "title": kind.title(thing) if kind and thing is not None else "",
            "url": kind.url(thing) if kind and thing is not None else "",
            "words": kind.words(thing) if kind and thing is not None else "",
            "decides": decides,
            "pk": decision.about_id,
        }
        return render(request, "moderation/decision.html", values)
