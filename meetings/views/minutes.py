"""Minutes: reading them, writing them, giving them to members, putting them right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from files.fields import taken
from files.models import StoredFile
from kit.verdicts import NotThere, Refused, insist
from meetings import rules, selectors, services
from meetings.forms import DecisionFormSet, MinutesForm, RemarkForm, decisions_in, rows_of
from meetings.views.meeting import MeetingScreen
from networks.assignments.selectors import members_of

PREFIX = "decyzje"


class MinutesView(MeetingScreen):
    """`meetings:minutes`: what was written of a meeting, for its members once it is published."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it; those who steer come to writing when nothing is published."""
        return self.drawn(request, RemarkForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A member says what to put right."""
        minutes = selectors.minutes_for(request.user, self.meeting)
        if minutes is None:
            raise NotThere
        form = RemarkForm(request.POST)
        if form.is_valid():
            try:
                services.remark(
                    by=request.user, minutes=minutes, text=form.cleaned_data["text"], key=form.cleaned_data["once"]
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("Thank you. The coordinator will see it."))
                return redirect(f"{minutes.get_absolute_url()}#poprawki")
        return self.drawn(request, form, status=422)

    def drawn(self, request: HttpRequest, form: RemarkForm, status: int = 200) -> HttpResponse:
        """The page."""
        minutes = selectors.minutes_for(request.user, self.meeting)
        may_write = rules.may_write_minutes(request.user, self.meeting)
        if minutes is None:
            if may_write:
                return redirect("meetings:minutes_write", pk=self.meeting.pk)
            raise NotThere
        values = {
            "meeting": self.meeting,
            "network": self.meeting.edition.network,
            "standing": rules.standing_in(request.user, self.meeting),
            "tab": "meetings",
            "minutes": minutes,
            "decisions": selectors.decisions_of(request.user, self.meeting),
            "polls": selectors.polls_of(self.meeting),
            "present": sum(row.was_there for row in selectors.attendance_of(self.meeting)),
            "may_write": may_write,
            "may_remark": rules.may_remark(request.user, minutes),
            "form": form,
        }
        return render(request, "meetings/minutes.html", values, status=status)


class WriteScreen(MeetingScreen):
    """What writing and saving in the background share."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Those who steer, from the moment the meeting begins."""
        insist(rules.may_write_minutes(request.user, self.meeting))
        self.minutes = selectors.minutes_for(request.user, self.meeting)
        self.people = list(members_of(self.meeting.edition))
        return super().dispatch(request, *args, **kwargs)

    def sent(self, request: HttpRequest) -> tuple[MinutesForm, Any]:
        """The forms as sent."""
        # Points are named by the page itself: the agenda may have changed since it was drawn.
        texts = [{"title": title[:200], "text": ""} for title in request.POST.getlist("title")[:40]]
        return (
            MinutesForm(request.POST, texts=texts),
            DecisionFormSet(request.POST, prefix=PREFIX, form_kwargs={"people": self.people}),
        )

    def save(
        self, request: HttpRequest, form: MinutesForm, decisions: Any, held: list[StoredFile], without: list[StoredFile]
    ) -> tuple[Any, list[int]]:
        """Save what stands in valid forms."""
        return services.save_minutes(
            by=request.user,
            meeting=self.meeting,
            version=form.cleaned_data["version"] or 1,
            summary=form.cleaned_data["summary"],
            texts=form.texts,
            questions=form.cleaned_data["questions"],
            decisions=decisions_in(decisions),
            drafts=held,
            without=without,
        )


class MinutesWriteView(WriteScreen):
    """`meetings:minutes_write`: the form, which also saves itself as one types."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The form as it stands."""
        minutes, texts = self.minutes, selectors.texts_of(self.meeting, self.minutes)
        initial: dict[str, Any] = {"version": minutes.version if minutes else 1}
        if minutes is not None:
            initial |= {"summary": minutes.summary, "questions": minutes.questions}
        decisions = DecisionFormSet(
            initial=rows_of(list(self.meeting.decisions.all())), prefix=PREFIX, form_kwargs={"people": self.people}
        )
        return self.drawn(request, MinutesForm(initial=initial, texts=texts), decisions)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save; with `publish` also give it to members."""
        held, errors = taken(
            request,
            space=f"network:{self.meeting.edition.network_id}",
            take=lambda upload: services.take_in(by=request.user, edition=self.meeting.edition, upload=upload),
        )
        form, decisions = self.sent(request)
        if all([form.is_valid(), decisions.is_valid(), not errors]):
            dropped = set(request.POST.getlist("drop"))
            files = list(self.minutes.files.all()) if self.minutes else []
            try:
                minutes, _numbers = self.save(
                    request, form, decisions, held, [file for file in files if str(file.pk) in dropped]
                )
                if "publish" in request.POST:
                    minutes = services.publish_minutes(by=request.user, meeting=self.meeting)
            except Refused as refused:
                form.add_error(None, str(refused.reason))
                self.minutes = selectors.minutes_for(request.user, self.meeting)
                form.data = _with_version(request, self.minutes.version if self.minutes else 1)
            else:
                return self._saved(request, minutes)
        for sentence in errors:
            form.add_error("files", sentence)
        return self.drawn(request, form, decisions, held, status=422)

    def _saved(self, request: HttpRequest, minutes: Any) -> HttpResponse:
        self.meeting.refresh_from_db()
        if "publish" in request.POST:
            messages.success(request, _("Members have the minutes. Make tasks of the decisions below."))
            if self.meeting.state == "held":
                messages.warning(request, _("Nobody is marked as present yet. Check attendance to close the meeting."))
            return redirect(minutes)
        messages.success(request, _("The minutes are saved."))
        if "add_decision" in request.POST:
            return redirect(f"{request.path}#decyzje")
        return redirect("meetings:minutes_write", pk=self.meeting.pk) if not minutes.is_published else redirect(minutes)

    def drawn(
        self, request: HttpRequest, form: MinutesForm, decisions: Any, held: Any = (), status: int = 200
    ) -> HttpResponse:
        """The page."""
        values = {
            "meeting": self.meeting,
            "network": self.meeting.edition.network,
            "standing": rules.standing_in(request.user, self.meeting),
            "tab": "meetings",
            "minutes": self.minutes,
            "note": selectors.note_lines(self.meeting),
            "attached": list(self.minutes.files.all()) if self.minutes else [],
            "held": held,
            "form": form,
            "decisions": decisions,
        }
        return render(request, "meetings/minutes_write.html", values, status=status)


def _with_version(request: HttpRequest, version: int) -> Any:
    """What was sent, over the version that stands now (CO-03)."""
    data = request.POST.copy()
    data["version"] = str(version)
    return data


class MinutesTakeView(MeetingScreen):
    """`meetings:minutes_take`: bring what was written together in the room into the minutes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, then go on writing."""
        insist(rules.may_write_minutes(request.user, self.meeting))
        try:
            services.take_over(by=request.user, meeting=self.meeting)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("What was written together stands in the minutes now."))
        return redirect("meetings:minutes_write", pk=pk)


class MinutesDraftView(WriteScreen):
    """`meetings:minutes_draft`: saving while one types; answers with the new version, or why it was not saved."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save without files. 409 when somebody saved meanwhile, 422 for what cannot stand."""
        form, decisions = self.sent(request)
        if not (form.is_valid() and decisions.is_valid()):
            return JsonResponse(
                {"reason": _("Something below cannot be saved yet; see it when you press Save.")}, status=422
            )
        try:
            minutes, numbers = self.save(request, form, decisions, [], [])
        except Refused as refused:
            return JsonResponse({"reason": str(refused.reason)}, status=409)
        return JsonResponse({"version": minutes.version, "decisions": numbers})


class RemarkAnswerView(View):
    """`meetings:remark_answer`: what came of a remark."""

    http_method_names = ["post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the remark under the reader's rights."""
        super().setup(request, *args, **kwargs)
        self.remark = selectors.remark_for(request.user, kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Those who steer."""
        insist(rules.may_write_minutes(request.user, self.remark.minutes.meeting))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answer."""
        try:
            services.answer_remark(by=request.user, remark=self.remark, answer=request.POST.get("answer", ""))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The answer is kept. Its author will hear of it."))
        return redirect(f"{self.remark.minutes.get_absolute_url()}#poprawki")
