"""The statement of reasons, the appeal, and the talk about a case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit.verdicts import NotThere, Refused, insist
from moderation import rules, selectors, services
from moderation.comparing import compared
from moderation.enums import CaseState
from moderation.forms import RemarkForm
from moderation.models import Decision


def drawn(decision: Decision, kind: Any, thing: Any) -> dict[str, Any]:
    """What every page about a decision shows of it."""
    there = kind is not None and thing is not None
    return {
        "decision": decision,
        "ground": selectors.ground_words(decision) if decision.ground else "",
        "kind": kind,
        "title": kind.title(thing) if there else "",
        "url": kind.url(thing) if there else "",
        "words": decision.before or (kind.words(thing) if there else ""),
        "parts": compared(decision.before, decision.after) if decision.after else [],
        "place": selectors.place_label(decision.place),
    }


class DecisionView(View):
    """`moderation:decision`: the statement of reasons, for the author and those who decide (DS-05)."""

    def get(self, request: HttpRequest, decision_id: int) -> HttpResponse:
        """Draw the statement."""
        decision, kind, thing, decides = selectors.decision_for(request.user, decision_id)
        is_own = decision.author_id == request.user.pk
        case = selectors.appeal_of(decision)
        if case is not None and case.is_objection and is_own:
            case = None  # the talk with who objects is not the author's (DS-09)
        values = drawn(decision, kind, thing) | {
            "decides": decides and kind is not None and kind.may_judge(request.user, thing),
            "is_own": is_own,
            "may_appeal": rules.may_appeal(request.user, decision),
            "appeal": case,
            "answer": case.decisions.exclude(act="ask").first() if case is not None else None,
            "talk": decision.case if selectors.has_talk_for(request.user, decision) else None,
            "pk": decision.about_id,
        }
        return render(request, "moderation/decision.html", values)


class StatementsView(View):
    """`moderation:statements`: all decisions about what the reader wrote."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        found = selectors.statements_of(request.user)
        rows = [(made, title, selectors.ground_words(made) if made.ground else "") for made, title in found]
        return render(request, "moderation/statements.html", {"decisions": rows})


class AppealView(View):
    """`moderation:appeal`: the author asks somebody else to look at a decision (DS-06)."""

    decision: Decision

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.decision, self.kind, self.thing, _decides = selectors.decision_for(request.user, kwargs["decision_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the author, in time, once."""
        insist(rules.may_appeal(request.user, self.decision))
        return super().dispatch(request, *args, **kwargs)

    def _page(self, request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
        form.fields["words"].label = _("Why do you not agree?")
        values = drawn(self.decision, self.kind, self.thing) | {"form": form}
        return render(request, "moderation/appeal.html", values, status=status)

    def get(self, request: HttpRequest, decision_id: int) -> HttpResponse:
        """The decision and the form."""
        return self._page(request, RemarkForm())

    def post(self, request: HttpRequest, decision_id: int) -> HttpResponse:
        """Open the appeal and its talk."""
        form = RemarkForm(request.POST)
        if form.is_valid():
            try:
                case = services.appeal(
                    by=request.user,
                    decision=self.decision,
                    words=form.cleaned_data["words"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error("words", str(refused.reason))
            else:
                messages.success(request, _("Your appeal is on its way. Somebody else will decide about it."))
                return redirect(case.get_talk_url())
        return self._page(request, form, status=422)


class TalkView(View):
    """`moderation:talk`: the author and those who decide talk about a case."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking."""
        super().setup(request, *args, **kwargs)
        self.row, self.remarks = selectors.talk_for(request.user, kwargs["case_id"])

    def _page(self, request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
        row, case = self.row, self.row.case
        if case is None:
            raise NotThere
        values = {
            "row": row,
            "case": case,
            "remarks": self.remarks,
            "is_own": case.party == request.user,
            "readable": case.party != request.user or not case.is_objection or self._still_read(request),
            "may_talk": rules.may_talk(request.user, row.kind, row.thing, case),
            "asked": case.state == CaseState.ASKED,
            "steps": row.kind.steps[min(case.step, len(row.kind.steps) - 1)].label_for(row.thing),
            "decisions": self._decisions(request),
            "form": form,
        }
        return render(request, "moderation/talk.html", values, status=status)

    def _still_read(self, request: HttpRequest) -> bool:
        return selectors.still_read(request.user, self.row.case) is not None

    def _decisions(self, request: HttpRequest) -> list[tuple[Decision, str, str]]:
        """(decision, address, words) of what was decided: who objects reads the outcome, not the author's statement."""
        case = self.row.case
        if case is None:
            return []
        if not case.is_objection or case.party != request.user:
            return [(made, made.get_absolute_url(), made.words) for made in case.decisions.all()]
        url = case.report.get_absolute_url() if case.report is not None else ""
        return [(made, url, services.reasons_for_reporters(made)) for made in case.decisions.all()]

    def get(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """The talk so far and a box for the next words."""
        return self._page(request, RemarkForm())

    def post(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """Say something, or hear why not."""
        form = RemarkForm(request.POST)
        if form.is_valid():
            try:
                services.remark(
                    by=request.user,
                    case=self.row.case,
                    words=form.cleaned_data["words"],
                    key=form.cleaned_data["once"],
                )
            except Refused as refused:
                form.add_error("words", str(refused.reason))
            else:
                return redirect("moderation:talk", case_id=case_id)
        return self._page(request, form, status=422)
