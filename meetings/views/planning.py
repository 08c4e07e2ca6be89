"""Planning, changing and cancelling a meeting."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from directory.selectors import break_on
from kit import clock
from kit.verdicts import NotThere, Refused, insist
from meetings import rules, selectors, services
from meetings.agendas import DRAFTS
from meetings.forms import AgendaFormSet, CancelForm, MeetingForm, draft_values, meeting_values, points_of
from meetings.forms.planning import RECORDED
from meetings.models import Meeting
from meetings.views.meeting import MeetingScreen
from networks.models import Edition
from networks.selectors import space_for
from provenance import services as provenance
from provenance.registry import Seed, parse

PREFIX = "punkty"
USUAL_HOUR = time(16, 0)


class Editor:
    """What planning and changing share: a form, its agenda, a row more on request, nothing lost on a refusal."""

    def forms_from(self, request: HttpRequest, edition: Edition) -> tuple[MeetingForm, Any]:
        """The forms as sent; with 'one more point' they come back unjudged with an empty row."""
        data = request.POST.copy()
        if "add_point" in data:
            total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
            rows = min(int(total) if total.isdecimal() and len(total) < 4 else 0, 19)
            return self._unjudged(data, rows, edition)
        return MeetingForm(data, edition=edition), AgendaFormSet(data, prefix=PREFIX)

    @staticmethod
    def _unjudged(data: Any, rows: int, edition: Edition) -> tuple[MeetingForm, Any]:
        points = [
            {name: data.get(f"{PREFIX}-{row}-{name}", "") for name in ("title", "minutes", "leader")}
            for row in range(rows)
        ]
        return MeetingForm(initial=data.dict(), edition=edition), AgendaFormSet(initial=points, prefix=PREFIX)

    def judged(self, request: HttpRequest, form: MeetingForm, agenda: Any) -> bool:
        """Whether both forms may go to the service."""
        return "add_point" not in request.POST and all([form.is_valid(), agenda.is_valid()])


def _day_of(seed: Seed | None) -> date | None:
    """The day a plan's point proposes, as a date or in ISO form."""
    found = (seed.values.get("day") or seed.values.get("starts_on")) if seed else None
    return date.fromisoformat(found) if isinstance(found, str) else found


def say_break(request: HttpRequest, meeting: Meeting) -> None:
    """Warn, never block, when the meeting falls into a break of the voivodeship's schools (BR26)."""
    fresh = Meeting.objects.select_related("edition__network__county").get(pk=meeting.pk)
    found = break_on(timezone.localdate(fresh.starts_at), fresh.edition.network.county.voivodeship_id)
    if found is not None:
        words = _("This day lies in a school break (%(name)s). Are you sure people can come?")
        messages.warning(request, words % {"name": found.name})


class PlanView(Editor, View):
    """`meetings:plan`: a new meeting, begun from a ready agenda."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Enter the space."""
        super().setup(request, *args, **kwargs)
        self.standing = space_for(request.user, kwargs["slug"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the coordinator plans."""
        insist(rules.may_plan_as(self.standing))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The form, filled from the chosen agenda."""
        source = parse(request.GET.get("z", ""))
        seed = provenance.seed(by=request.user, source=source)
        kind = seed.values.get("kind", "") if seed else ""
        copied = self._copied(request)
        draft = (
            DRAFTS.get(request.GET.get("rodzaj", ""))
            or next((one for one in DRAFTS.values() if one.kind == kind), None)
            or next(iter(DRAFTS.values()))
        )
        day = min(clock.today() + timedelta(days=14), self.standing.edition.school_year.ends_on)
        initial, points = draft_values(draft, _day_of(seed) or day, USUAL_HOUR)
        if seed is not None:
            initial |= {"title": seed.title[:160], "description": seed.text, "made_from": str(source)}
        if copied is not None:
            former, points = meeting_values(copied)
            initial |= {name: value for name, value in former.items() if name not in ("day", "version", *RECORDED)}
        agenda = AgendaFormSet(initial=points, prefix=PREFIX)
        form = MeetingForm(initial=initial, edition=self.standing.edition)
        return self._draw(request, form, agenda, draft.name, seed=seed, source=source)

    def _copied(self, request: HttpRequest) -> Meeting | None:
        """The meeting of this network that is to be copied. Raises NotThere for one the reader may not see."""
        words = request.GET.get("kopia", "")
        if not words.isdecimal() or len(words) > 18:
            return None
        found = selectors.meeting_for(request.user, int(words))
        if found.edition.network_id != self.standing.edition.network_id:
            raise NotThere
        return found

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Plan the meeting."""
        form, agenda = self.forms_from(request, self.standing.edition)
        if self.judged(request, form, agenda):
            try:
                meeting = services.plan(
                    by=request.user,
                    edition=self.standing.edition,
                    agenda=points_of(agenda),
                    key=form.cleaned_data.get("once"),
                    made_from=form.cleaned_data.get("made_from"),
                    **form.values,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The meeting is planned. Members have been told."))
                say_break(request, meeting)
                return redirect(meeting)
        return self._draw(request, form, agenda, "")

    def _draw(self, request: HttpRequest, form: MeetingForm, agenda: Any, chosen: str, **more: Any) -> HttpResponse:
        count = selectors.meetings_in_year(self.standing.edition)
        values = {
            "standing": self.standing,
            "network": self.standing.edition.network,
            "tab": "meetings",
            "form": form,
            "agenda": agenda,
            "drafts": DRAFTS.values(),
            "chosen": chosen,
            "number": count + 1,
            "too_many": count >= selectors.MOST,
        }
        return render(request, "meetings/plan.html", values | more)


class ChangeView(Editor, MeetingScreen):
    """`meetings:change`: another time, place, topic or agenda."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the coordinator, and only while it is planned."""
        insist(rules.may_change(request.user, self.meeting))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as the meeting stands."""
        values, points = meeting_values(self.meeting)
        return self._draw(
            request,
            MeetingForm(initial=values, edition=self.meeting.edition),
            AgendaFormSet(initial=points, prefix=PREFIX),
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the meeting."""
        form, agenda = self.forms_from(request, self.meeting.edition)
        if self.judged(request, form, agenda):
            try:
                services.change(
                    by=request.user,
                    meeting=self.meeting,
                    version=form.cleaned_data.get("version") or 0,
                    agenda=points_of(agenda),
                    **form.values,
                )
            except Refused as refused:
                return self._draw(request, self._with_new_version(form, refused), agenda)
            messages.success(request, _("The meeting is changed."))
            say_break(request, self.meeting)
            return redirect(self.meeting)
        return self._draw(request, form, agenda)

    def _with_new_version(self, form: MeetingForm, refused: Refused) -> MeetingForm:
        """Say why, and let the next attempt be made over the version that stands now (CO-03)."""
        form.add_error(None, str(refused.reason))
        version = str(Meeting.objects.values_list("version", flat=True).get(pk=self.meeting.pk))
        form.data = {**form.data, "version": version}
        return form

    def _draw(self, request: HttpRequest, form: MeetingForm, agenda: Any) -> HttpResponse:
        standing = rules.standing_in(request.user, self.meeting)
        values = {
            "standing": standing,
            "network": self.meeting.edition.network,
            "tab": "meetings",
            "meeting": self.meeting,
            "form": form,
            "agenda": agenda,
        }
        return render(request, "meetings/plan.html", values)


class CancelView(MeetingScreen):
    """`meetings:cancel`: with a reason that members read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the coordinator, and only while it is planned."""
        insist(rules.may_change(request.user, self.meeting))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why."""
        return self._draw(request, CancelForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Cancel."""
        form = CancelForm(request.POST)
        if form.is_valid():
            try:
                services.cancel(by=request.user, meeting=self.meeting, reason=form.cleaned_data["reason"])
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("The meeting is cancelled. Members have been told."))
                return redirect(self.meeting)
        return self._draw(request, form)

    def _draw(self, request: HttpRequest, form: CancelForm) -> HttpResponse:
        values = {
            "standing": rules.standing_in(request.user, self.meeting),
            "network": self.meeting.edition.network,
            "tab": "meetings",
            "meeting": self.meeting,
            "form": form,
        }
        return render(request, "meetings/cancel.html", values)
