"""After a meeting: who was there, and that it took place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from kit.verdicts import Refused, insist
from meetings import rules, selectors, services
from meetings.views.meeting import MeetingScreen


class AttendanceView(MeetingScreen):
    """`meetings:attendance`: the coordinator's table, with corrections."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the coordinator, once the meeting has begun."""
        insist(rules.may_count(request.user, self.meeting))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw the table."""
        rows = selectors.attendance_of(self.meeting)
        values = {
            "standing": rules.standing_in(request.user, self.meeting),
            "network": self.meeting.edition.network,
            "tab": "meetings",
            "meeting": self.meeting,
            "rows": rows,
            "count": sum(row.was_there for row in rows),
        }
        return render(request, "meetings/attendance.html", values)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep corrections."""
        present = {int(word) for word in request.POST.getlist("present") if word.isdecimal() and len(word) < 18}
        try:
            count = services.correct(by=request.user, meeting=self.meeting, present=present)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            words = ngettext("%(count)d correction is kept.", "%(count)d corrections are kept.", count)
            messages.success(request, words % {"count": count} if count else _("Nothing was changed."))
        return redirect("meetings:attendance", pk=pk)


class HeldView(View):
    """`meetings:held`: the meeting took place."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark it."""
        meeting = selectors.meeting_for(request.user, pk)
        services.mark_held(by=request.user, meeting=meeting)
        messages.success(request, _("The meeting is marked as held. Check attendance below."))
        return redirect("meetings:attendance", pk=pk)
