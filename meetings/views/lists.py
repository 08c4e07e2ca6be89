"""Lists of meetings: mine over all networks, and a network's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from kit import clock
from meetings import rules, selectors
from meetings.states import MeetingState
from networks.selectors import space_for


class ListView(View):
    """`meetings:list`: my meetings over all networks, the nearest first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw the list."""
        now = clock.now()
        upcoming, past = selectors.my_meetings(request.user, now=now)
        for meeting in upcoming:
            meeting.is_live = meeting.is_live_at(now)
        return render(request, "meetings/list.html", {"upcoming": upcoming, "past": past, "states": MeetingState})


class NetworkListView(View):
    """`meetings:network_list`: the tab Spotkania of a network."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Draw the network's meetings; the coordinator also sees how many the year has (BR2)."""
        now = clock.now()
        standing = space_for(request.user, slug)
        upcoming, past = selectors.meetings_of(standing, now=now)
        for meeting in upcoming:
            meeting.is_live = meeting.is_live_at(now)
        count = selectors.meetings_in_year(standing.edition)
        values = {
            "standing": standing,
            "network": standing.edition.network,
            "tab": "meetings",
            "upcoming": upcoming,
            "past": past,
            "may_plan": rules.may_plan_as(standing),
            "count": count,
            "outside_norm": not selectors.FEWEST <= count <= selectors.MOST,
            "states": MeetingState,
        }
        return render(request, "meetings/network_list.html", values)
