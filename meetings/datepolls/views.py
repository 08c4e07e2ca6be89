"""Screens of date polls."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from directory.selectors import next_working_day
from kit import clock
from kit.verdicts import Refused, insist
from meetings.agendas import DRAFTS
from meetings.datepolls import rules, selectors, services
from meetings.datepolls.forms import AskForm, ChangeForm, MomentFormSet, moments_of
from meetings.datepolls.states import Fits
from meetings.enums import Mode
from networks import rules as networks
from networks.selectors import space_for
from notifications.services import mark_read_about
from provenance import services as provenance
from provenance.registry import parse

PREFIX = "terminy"
ROWS = 3
USUAL_HOUR = time(16, 0)


class AskView(View):
    """`datepolls:ask`: which moments to ask about, and until when."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only whoever plans meetings."""
        insist(rules.may_ask_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form; a plan's point fills in its words."""
        source = parse(request.GET.get("z", ""))
        seed = provenance.seed(by=request.user, source=source)
        wanted = seed.values.get("kind", "") if seed else ""
        ready = next((one for one in DRAFTS.values() if one.kind == wanted), DRAFTS["robocze-online"])
        last = self.standing.edition.school_year.ends_on
        initial: dict[str, Any] = {
            "agenda": ready.name,
            "minutes": ready.minutes,
            "mode": Mode.ONLINE,
            "until_on": min(clock.today() + timedelta(days=7), last),
        }
        if seed is not None:
            initial |= {"title": seed.title[:160], "made_from": str(source)}
        day, days = clock.today() + timedelta(days=13), []
        for _row in range(ROWS):
            day = next_working_day(day + timedelta(days=1), self.standing.edition.network.county.voivodeship_id)
            days.append(min(day, last))
        moments = MomentFormSet(initial=[{"day": day, "begins": USUAL_HOUR} for day in days], prefix=PREFIX)
        return self._draw(request, AskForm(initial=initial, edition=self.standing.edition), moments, seed=seed)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Ask, or give one row more."""
        if "add_moment" in request.POST:
            return self._with_a_row_more(request)
        form = AskForm(request.POST, edition=self.standing.edition)
        moments = MomentFormSet(request.POST, prefix=PREFIX)
        is_read = moments.is_valid()
        if form.judged_with(moments_of(moments) if is_read else []) and is_read:
            try:
                poll = services.ask(
                    by=request.user,
                    edition=self.standing.edition,
                    moments=moments_of(moments),
                    key=form.cleaned_data.get("once"),
                    made_from=form.cleaned_data.get("made_from"),
                    **form.values,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Members are asked. Say yourself what suits you."))
                return redirect(poll)
        return self._draw(request, form, moments, status=422)

    def _with_a_row_more(self, request: HttpRequest) -> HttpResponse:
        total = request.POST.get(f"{PREFIX}-TOTAL_FORMS", "0")
        rows = min(int(total) if total.isdecimal() and len(total) < 4 else 0, 11)
        given = [
            {name: request.POST.get(f"{PREFIX}-{row}-{name}", "") for name in ("day", "begins")} for row in range(rows)
        ]
        form = AskForm(initial=request.POST.dict(), edition=self.standing.edition)
        return self._draw(request, form, MomentFormSet(initial=given, prefix=PREFIX))

    def _draw(self, request: HttpRequest, form: AskForm, moments: Any, *, status: int = 200, seed: Any = None) -> Any:
        values = {
            "standing": self.standing,
            "network": self.standing.edition.network,
            "tab": "meetings",
            "form": form,
            "moments": moments,
            "seed": seed,
        }
        return render(request, "datepolls/ask.html", values, status=status)


class PollScreen(View):
    """A screen about one poll the reader may see; NotThere otherwise."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the poll under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.poll = selectors.poll_for(request.user, kwargs["pk"])

    def drawn(self, request: HttpRequest, *, change: ChangeForm | None = None, status: int = 200) -> HttpResponse:
        """The poll's page."""
        poll = self.poll
        may_end = rules.may_end(request.user, poll)
        values = {
            "poll": poll,
            "network": poll.edition.network,
            "standing": networks.standing(request.user, poll.edition.network),
            "tab": "meetings",
            "board": selectors.board_of(poll, request.user),
            "answers": Fits.choices,
            "may_answer": rules.may_answer(request.user, poll),
            "may_end": may_end,
            "is_over": clock.now() > poll.closes_at,
            "change_form": (change or ChangeForm(initial={"until_on": poll.until_on})) if may_end else None,
        }
        return render(request, "datepolls/poll.html", values, status=status)

    def done(self, request: HttpRequest, act: Any, words: str, **values: Any) -> HttpResponse:
        """Do one act and say so, or say why not."""
        try:
            act(by=request.user, poll=self.poll, **values)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, words)
        return redirect(self.poll)


class PollView(PollScreen):
    """`datepolls:poll`: the moments, what people said, one tap for each answer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it; its notices are read with it."""
        mark_read_about(by=request.user, about=self.poll)
        return self.drawn(request)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep one answer: `tap` is the moment's number and the word, as in `12:yes`."""
        number, _colon, fits = request.POST.get("tap", "").partition(":")
        said = {int(number): fits} if number.isdecimal() and len(number) < 18 else {}
        try:
            services.answer(by=request.user, poll=self.poll, said=said)
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.poll)
        if getattr(request, "htmx", False):
            return self.drawn(request)
        return redirect(f"{self.poll.get_absolute_url()}#termin-{number}")


class CloseView(PollScreen):
    """`datepolls:close`: choose the date; the meeting, invitations and room follow at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Choose."""
        number = request.POST.get("moment", "")
        insist(rules.may_end(request.user, self.poll))
        try:
            made = services.close(
                by=request.user, poll=self.poll, moment=int(number) if number.isdecimal() and len(number) < 18 else 0
            )
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return redirect(self.poll)
        day = timezone.localdate(made.starts_at)
        found = selectors.break_of(self.poll, day)
        messages.success(request, _("The meeting is planned and invitations are on their way. Look at its agenda."))
        if found:
            words = _("This day lies in a school break (%(name)s). Are you sure people can come?")
            messages.warning(request, words % {"name": found})
        return redirect(made)


class RemindView(PollScreen):
    """`datepolls:remind`: write only to those who are silent."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remind."""
        insist(rules.may_end(request.user, self.poll))
        try:
            count = services.remind(by=request.user, poll=self.poll)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            words = ngettext("%(count)d person is reminded.", "%(count)d people are reminded.", count)
            messages.success(request, words % {"count": count} if count else _("Everybody has answered already."))
        return redirect(self.poll)


class ChangeView(PollScreen):
    """`datepolls:change`: a later last day, one moment more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change it, or say beside the field what cannot stand."""
        insist(rules.may_end(request.user, self.poll))
        form = ChangeForm(request.POST)
        if form.is_valid():
            try:
                services.change(
                    by=request.user,
                    poll=self.poll,
                    until_on=form.cleaned_data["until_on"],
                    more=form.cleaned_data.get("more", ()),
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The poll is changed."))
                return redirect(self.poll)
        return self.drawn(request, change=form, status=422)


class WithdrawView(PollScreen):
    """`datepolls:withdraw`: end it without a meeting."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw."""
        insist(rules.may_end(request.user, self.poll))
        return self.done(request, services.withdraw, _("The poll is withdrawn. Members have been told."))
