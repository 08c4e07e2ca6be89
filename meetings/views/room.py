"""The room of a meeting: a page that opens a socket."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kit.verdicts import NotThere, Refused
from meetings import selectors
from meetings.services.room import LONGEST_LINE
from meetings.views.meeting import MeetingScreen


class RoomView(MeetingScreen):
    """`meetings:room`: people, chat, hands, agenda."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The room's page, or a sentence why it is not open, with the way back."""
        values: dict[str, Any] = {"meeting": self.meeting, "network": self.meeting.edition.network}
        try:
            ticket = selectors.pass_for(request.user, pk, now=self.now)
        except (Refused, NotThere) as refused:
            reason = refused.reason if isinstance(refused, Refused) else ""
            return render(request, "meetings/room_closed.html", values | {"reason": reason}, status=403)
        values |= {"ticket": ticket, "longest": LONGEST_LINE, "points": selectors.agenda_of(self.meeting)}
        return render(request, "meetings/room.html", values)
