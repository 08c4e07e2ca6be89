"""The room of a meeting: a page that opens a socket."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from kit.verdicts import NotThere, Refused
from meetings import board, media, selectors
from meetings.models import PollKind
from meetings.services.captioning import LONGEST_CAPTION
from meetings.services.presenting import MOST_PAGES
from meetings.services.room import LONGEST_LINE
from meetings.views.meeting import MeetingScreen
from meetings.views.recording import consent_page


def room_page(request: HttpRequest, values: dict[str, Any], *, person: int) -> HttpResponse:
    """The room itself; the only page that may use a microphone, a camera and the screen.

    Before it, where the meeting is recorded, each person is asked once.
    """
    ticket = values["ticket"]
    asked = selectors.asked_in_room(ticket.meeting, person, is_guest=ticket.is_guest)
    if asked is not None and not asked.is_answered:
        return consent_page(request, asked)
    engine = media.engine()
    given = json.dumps(engine.given_to(person))
    values |= {"longest": LONGEST_LINE, "longest_caption": LONGEST_CAPTION, "most_pages": MOST_PAGES}
    values |= {"poll_kinds": PollKind.choices, "engine": engine.name, "media": given, "asked": asked}
    answer = render(request, "meetings/room.html", values)
    answer["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(self), geolocation=()"
    return answer


class RoomView(MeetingScreen):
    """`meetings:room`: people, stage, chat, hands, agenda."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The room's page, or a sentence why it is not open, with the way back."""
        values: dict[str, Any] = {"meeting": self.meeting, "network": self.meeting.edition.network}
        try:
            ticket = selectors.pass_for(request.user, pk, now=self.now)
        except (Refused, NotThere) as refused:
            reason = refused.reason if isinstance(refused, Refused) else ""
            return render(request, "meetings/room_closed.html", values | {"reason": reason}, status=403)
        values |= {
            "ticket": ticket,
            "points": selectors.agenda_of(self.meeting),
            "materials": selectors.materials_for(request.user, self.meeting),
        }
        return room_page(request, values, person=ticket.person)


class BoardView(MeetingScreen):
    """`meetings:board`: what stands on the board of a meeting, as a picture."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The drawing, for whoever may see the meeting; NotThere when nothing was drawn."""
        marks = selectors.board_of(self.meeting)
        if not marks:
            raise NotThere
        answer = HttpResponse(board.drawing(marks, self.meeting.title), content_type="image/svg+xml; charset=utf-8")
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


class CaptionsView(MeetingScreen):
    """`meetings:captions`: the captions kept of a meeting, as plain text."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file, for whoever may see the meeting; NotThere when nothing was kept."""
        kept = list(selectors.captions_of(self.meeting))
        if not kept:
            raise NotThere
        day = date_format(timezone.localtime(self.meeting.starts_at), "j E Y")
        lines = [f"{date_format(timezone.localtime(one.at), 'H:i')}  {one.values['text']}" for one in kept]
        answer = HttpResponse(
            "\n".join([self.meeting.title, day, "", *lines, ""]), content_type="text/plain; charset=utf-8"
        )
        answer["Content-Disposition"] = f'attachment; filename="napisy-{pk}.txt"'
        answer["Cache-Control"] = "private, no-store"
        return answer
