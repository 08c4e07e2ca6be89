"""The queue and one case: what waits, and what is done about it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from kit.verdicts import Refused
from kit.writing import Written
from moderation import acting, rules, selectors, services
from moderation.comparing import compared
from moderation.enums import Act
from moderation.forms import BulkForm, DecideForm
from moderation.selectors import Row


class QueueView(View):
    """`moderation:queue`: what waits for this person's decision; one decision about many."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the queue; for most people it is empty and says so."""
        queue = selectors.queue_for(request.user)
        return self._page(request, queue, BulkForm(grounds=selectors.grounds_for(""), numbers=[]))

    def _page(self, request: HttpRequest, queue: Any, form: BulkForm, status: int = 200) -> HttpResponse:
        values = {
            "queue": queue,
            "rows": [(row, acting.acts_for(row)) for row in queue.rows],
            "asked": selectors.asked_count(request.user) if queue.rows else 0,
            "form": form,
            "chosen": {str(number) for number in form.data.getlist("case")} if form.is_bound else set(),
            "bulk": [acting.CHOICES[act] for act in acting.BULK],
            "arranges": bool(rules.arranged_places(request.user)),
        }
        return render(request, "moderation/queue.html", values, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide about all that are chosen, each by itself."""
        given = [one for one in request.POST.getlist("case") if one.isascii() and one.isdigit() and len(one) < 19]
        numbers = [int(one) for one in given][: selectors.BATCH]
        form = BulkForm(request.POST, grounds=selectors.grounds_for(self._place(request, numbers)), numbers=numbers)
        if not form.is_valid():
            return self._page(request, selectors.queue_for(request.user), form, status=422)
        values = form.cleaned_data
        done, refused = services.decide_many(
            by=request.user, numbers=values["case"], act=values["act"], ground=values["ground"], words=values["words"]
        )
        said = ngettext("%(count)d case decided.", "%(count)d cases decided.", done)
        messages.success(request, said % {"count": done})
        gone = len(values["case"]) - done - len(refused)
        if gone:
            said = ngettext(
                "%(count)d case was decided by somebody else meanwhile.",
                "%(count)d cases were decided by somebody else meanwhile.",
                gone,
            )
            messages.warning(request, said % {"count": gone})
        for line in refused:
            messages.warning(request, line)
        return redirect("moderation:queue")

    @staticmethod
    def _place(request: HttpRequest, numbers: list[int]) -> str:
        """The place of the chosen cases, when all stand in one: then its own rules can be chosen."""
        rows = selectors.cases_among(request.user, numbers)
        places = {row.kind.where(row.thing) for row in rows}
        return places.pop() if len(places) == 1 else ""


class Deciding(ABC, View):
    """What the page of a case and the page of a thing share: the words, what is known, the decision."""

    row: Row

    def form(self, data: Any = None) -> DecideForm:
        """The form with the rules of the thing's place."""
        row = self.row
        made = DecideForm(
            data,
            grounds=selectors.grounds_for(row.kind.where(row.thing)),
            can_edit=row.is_held,
            can_pause=row.author is not None and not row.is_appeal,
            initial={"text": Written(row.words, "html")},
        )
        if row.is_objection:
            made.fields["words"].label = _("Reasons")
            made.fields["words"].help_text = ""
        return made

    def page(self, request: HttpRequest, form: DecideForm, status: int = 200) -> HttpResponse:
        """Draw the case around the form."""
        row = self.row
        case = row.case
        against = case.against if case is not None else None
        values = {
            "row": row,
            "case": case,
            "form": form,
            "acts": acting.acts_for(row) if case is None or case.closed_at is None else [],
            "following": selectors.next_case(request.user, after=case) if case is not None else None,
            "free": rules.is_free_for(request.user, case),
            "is_mine": case is not None and case.claimed_by_id == request.user.pk,
            "remarks": list(case.remarks.select_related("by")) if case is not None else [],
            "opens": bool(row.kind.may_judge(request.user, row.thing)),
            "decisions": [(made, selectors.ground_words(made)) for made in selectors.decisions_about(row.thing)],
            "reports": [(entry, selectors.ground_words(entry)) for entry in row.reports],
            "against": against,
            "against_ground": selectors.ground_words(against) if against is not None and against.ground else "",
            "parts": compared(against.before, against.after) if against is not None and against.after else [],
        }
        return render(request, "moderation/case.html", values, status=status)

    def get(self, request: HttpRequest, **_address: Any) -> HttpResponse:
        """The thing, its reports, what was decided and said, and the form."""
        return self.page(request, self.form())

    def post(self, request: HttpRequest, **_address: Any) -> HttpResponse:
        """Decide, or say why not."""
        row, form = self.row, self.form(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            decision = services.decide(by=request.user, kind=row.kind, thing=row.thing, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
            self.load(request)
            return self.page(request, form, status=409)
        messages.success(request, said(decision.act, is_objection=row.is_objection))
        if row.case is None:
            return redirect(row.url)
        following = selectors.next_case(request.user, after=row.case)
        return redirect(following or "moderation:queue")

    @abstractmethod
    def load(self, request: HttpRequest) -> None:
        """Fetch the row; fetching is checking."""


class CaseView(Deciding):
    """`moderation:case`: one case of the queue, for those who decide about it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not decide finds nothing here."""
        super().setup(request, *args, **kwargs)
        self.load(request)

    def load(self, request: HttpRequest) -> None:
        """The case with its thing."""
        self.row = selectors.case_for(request.user, self.kwargs["case_id"])


class DecideView(Deciding):
    """`moderation:decide`: look at a thing, hide it with a reason, show it again, warn its author."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetching is checking: who does not judge the thing finds nothing here."""
        super().setup(request, *args, **kwargs)
        self.load(request)

    def load(self, request: HttpRequest) -> None:
        """The thing, with the case open about it if there is one."""
        kind, thing = selectors.judged_thing(request.user, self.kwargs["kind"], self.kwargs["pk"])
        self.row = Row(selectors.open_case(thing), kind, thing, selectors.open_reports(thing))


class ClaimView(View):
    """`moderation:claim`: take a case in hand, or give it back to the others."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """Do it and come back."""
        row = selectors.case_for(request.user, case_id)
        if row.case is not None and request.POST.get("act") == "give":
            services.let_go(by=request.user, case=row.case)
        elif row.case is not None:
            try:
                services.claim(by=request.user, case=row.case)
            except Refused as refused:
                messages.warning(request, str(refused.reason))
        back = request.POST.get("next", "")
        safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
        return redirect(back if safe else reverse("moderation:case", kwargs={"case_id": case_id}))


def said(act: str, *, is_objection: bool = False) -> str:
    """What the page says after a decision."""
    if is_objection and act == Act.UPHOLD:
        return _("The decision stands. Whoever reported it has been told why.")
    return {
        Act.HIDE: _("Hidden. The author has been told why."),
        Act.SHOW: _("It can be read again. The author has been told."),
        Act.KEEP: _("Left as it is. Whoever reported it has been told."),
        Act.PUBLISH: _("Published. The author has been told."),
        Act.EDIT: _("Published with your changes. The author sees what you changed."),
        Act.ASK: _("The author has been asked for changes. The case comes back when they are made."),
        Act.REJECT: _("Not published. The words are back with their author, who has been told why."),
        Act.WARN: _("The author has been warned."),
        Act.PAUSE: _("The author cannot write here until that day, and has been told why."),
        Act.UPHOLD: _("The decision stands. The author has been told why."),
        Act.OVERTURN: _("The decision is taken back. The author has been told."),
    }[Act(act)]
