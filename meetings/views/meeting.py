"""One meeting: its page, the answer to its invitation, its entry for a calendar."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from kit import clock
from kit.verdicts import Refused
from meetings import calendars, rules, selectors, services
from meetings.enums import Coming
from meetings.states import DONE, MeetingState


class MeetingScreen(View):
    """A screen about one meeting the reader may see; NotThere otherwise."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Fetch the meeting under the reader's rights."""
        super().setup(request, *args, **kwargs)
        # Nobody signed in goes to the sign-in page before anything is fetched (LoginRequiredMiddleware).
        self.meeting = selectors.meeting_for(request.user, kwargs["pk"])
        self.now = clock.now()


class DetailView(MeetingScreen):
    """`meetings:detail`."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw when, where, agenda, who comes, and what the reader may do."""
        meeting, user = self.meeting, request.user
        standing = rules.standing_in(user, meeting)
        invited = selectors.invited_to(meeting)
        steers = rules.may_change(user, meeting)
        outside = selectors.outside_of(meeting)
        values = {
            "meeting": meeting,
            "network": meeting.edition.network,
            "standing": standing,
            "tab": "meetings",
            "points": selectors.agenda_of(meeting),
            "invited": invited,
            "coming_count": sum(row.coming == Coming.YES and not row.is_lined for row in invited) + outside.seated,
            "outside_count": outside.signed,
            "mine": next((row.coming for row in invited if row.membership.user_id == user.pk), ""),
            "my_line": selectors.place_in_line(user, meeting),
            "answers": Coming.choices,
            "may_answer": rules.may_answer(user, meeting, self.now),
            "may_change": steers,
            "may_close": rules.may_close(user, meeting, self.now),
            "may_count": rules.may_count(user, meeting, self.now),
            "may_plan": rules.may_plan_as(standing),
            "was_there": meeting.state in DONE
            and standing is not None
            and bool(selectors.there_in([meeting], [standing.user_id])),
            "may_show_code": rules.may_show_code(user, meeting, self.now),
            "may_sign_in": rules.may_sign_in(user, meeting, self.now),
            "entry": rules.may_enter_room(user, meeting, self.now),
            "is_over": meeting.ends_at <= self.now or meeting.state in (MeetingState.HELD, MeetingState.MINUTED),
            "minutes": selectors.minutes_for(user, meeting),
            "polls": selectors.polls_of(meeting),
            "board": [mark.get("text", "") for mark in selectors.board_of(meeting)],
            "handed": selectors.handed_of(meeting),
            "recording": selectors.shown_to(user, meeting),
            "has_captions": selectors.captions_of(meeting).exists(),
            "may_write_minutes": rules.may_write_minutes(user, meeting, self.now),
            "prepares": bool(rules.may_answer(user, meeting, self.now)),
            "waits": meeting.state == "planned" and meeting.has_room and self.now < meeting.closes_at,
        }
        return render(request, "meetings/detail.html", values)


class AnswerView(MeetingScreen):
    """`meetings:answer`: yes, maybe or no."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answer."""
        try:
            kept = services.answer(by=request.user, meeting=self.meeting, coming=request.POST.get("coming", ""))
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            words = _("Your answer is kept. You can change it until the meeting ends.")
            lined = _("All places are taken. You wait in the line; a letter comes when there is a place.")
            messages.success(request, lined if kept.lined_at else words)
        if request.POST.get("back") == "before":
            return redirect(self.meeting.before_url)
        return redirect(self.meeting)


class CalendarView(MeetingScreen):
    """`meetings:ical`: the meeting as a calendar file."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the file."""
        response = HttpResponse(calendars.entry(self.meeting), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="spotkanie-{pk}.ics"'
        return response
