"""One page for a member before a meeting: what I promised, what to read, what to bring, where and when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings import rules, selectors
from meetings.enums import Coming
from meetings.views.meeting import MeetingScreen


class BeforeView(MeetingScreen):
    """`meetings:before`."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        meeting, user = self.meeting, request.user
        values = {
            "meeting": meeting,
            "network": meeting.edition.network,
            "standing": rules.standing_in(user, meeting),
            "tab": "meetings",
            "now": self.now,
            "points": selectors.agenda_of(meeting),
            "prepared": selectors.preparation_for(user, meeting),
            "answers": Coming.choices,
            "may_answer": rules.may_answer(user, meeting, self.now),
            "entry": rules.may_enter_room(user, meeting, self.now),
        }
        return render(request, "meetings/before.html", values)
