"""Recording: what each person is asked before coming in, and deleting a recording at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kit.verdicts import NotThere, Refused
from meetings import selectors, services
from meetings.selectors import Asked
from meetings.views.meeting import MeetingScreen
from meetings.views.room_files import InRoom


def consent_page(request: HttpRequest, asked: Asked, *, wrong: str = "") -> HttpResponse:
    """Who records, why, for how long and for whom; two answers, neither of which keeps anybody out."""
    values: dict[str, Any] = {"asked": asked, "meeting": asked.meeting, "network": asked.meeting.edition.network}
    answer = render(request, "meetings/recording_consent.html", values | {"wrong": wrong})
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "same-origin"  # with none at all a browser hides its origin, and the answer is refused
    return answer


class ConsentView(InRoom):
    """`meetings:consent`: read again what was said of the recording, agree, or take it back; guests too."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; NotThere for who is not asked, and where nothing is recorded."""
        return consent_page(request, selectors.asked_of(self.person, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answer and go on into the room, or back to where the person came from when it is not open."""
        asked = selectors.asked_of(self.person, pk)
        agrees, version = request.POST.get("agrees"), request.POST.get("version", "")
        if agrees not in ("yes", "no"):
            return consent_page(request, asked, wrong=_("Choose one of the two answers."))
        try:
            services.consent(by=self.person, meeting_id=pk, version=version, agrees=agrees == "yes")
        except Refused as refused:
            return consent_page(request, selectors.asked_of(self.person, pk), wrong=str(refused.reason))
        try:
            selectors.pass_for(self.person, pk)
        except (Refused, NotThere):
            messages.success(request, _("Your answer about the recording is kept."))
            return redirect("passes:guest") if asked.is_guest else redirect(asked.meeting)
        return redirect("passes:room") if asked.is_guest else redirect("meetings:room", pk=pk)


class RecordingDeleteView(MeetingScreen):
    """`meetings:recording_delete`: the coordinator deletes a recording at once; the proof stays."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Delete it."""
        recording = selectors.recording_to_delete(request.user, pk, number)
        try:
            services.delete_recording(by=request.user, recording=recording)
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The recording is deleted. The proof stands on this page."))
        return redirect(f"{self.meeting.get_absolute_url()}#recording")
