"""After a meeting: who was there, and that it took place."""

from __future__ import annotations

from typing import Any

import qrcode
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from qrcode.image.svg import SvgPathFillImage

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
            "expected": selectors.expected_of(rows),
            "kept_until": self.meeting.ends_at + selectors.KEPT_FOR,
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


class SignInView(MeetingScreen):
    """`meetings:sign_in`: the code from the screen, typed on a phone."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The one field, or that one is signed in, or why not now."""
        return self._drawn(request)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign in."""
        try:
            services.sign_in(by=request.user, meeting=self.meeting, code=request.POST.get("code", "")[:40])
        except Refused as refused:
            return self._drawn(request, wrong=str(refused.reason), status=422)
        messages.success(request, _("You are on the list of attendance."))
        return redirect("meetings:sign_in", pk=pk)

    def _drawn(self, request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
        values = {
            "standing": rules.standing_in(request.user, self.meeting),
            "network": self.meeting.edition.network,
            "tab": "meetings",
            "meeting": self.meeting,
            "signed_at": self.meeting.sign_ins.filter(user=request.user).values_list("at", flat=True).first(),
            "may_sign_in": rules.may_sign_in(request.user, self.meeting, self.now),
            "wrong": wrong,
        }
        return render(request, "meetings/sign_in.html", values, status=status)


class CodeView(MeetingScreen):
    """`meetings:code`: the code in large figures, to be shown where people meet."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the coordinator, during the meeting."""
        insist(rules.may_show_code(request.user, self.meeting, self.now))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it; it is made when shown first."""
        code = services.show_code(by=request.user, meeting=self.meeting)
        signed = self.meeting.sign_ins.exclude(at=None).count()
        values = {
            "standing": rules.standing_in(request.user, self.meeting),
            "network": self.meeting.edition.network,
            "tab": "meetings",
            "meeting": self.meeting,
            "code": code,
            "signed": signed,
            "address": settings.BASE_URL.partition("://")[2] + reverse("meetings:sign_in", args=[pk]),
        }
        return render(request, "meetings/code.html", values)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Another code; who signed in stays signed in."""
        services.show_code(by=request.user, meeting=self.meeting, renew=True)
        return redirect("meetings:code", pk=pk)


class CodeDrawingView(CodeView):
    """`meetings:code_drawing`: the way to the field as a QR code; the code itself is not in it."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it."""
        address = settings.BASE_URL + reverse("meetings:sign_in", args=[pk])
        drawn = qrcode.make(address, image_factory=SvgPathFillImage, box_size=12, border=4)
        answer = HttpResponse(drawn.to_string(), content_type="image/svg+xml")
        answer["Cache-Control"] = "private, no-store"
        return answer
