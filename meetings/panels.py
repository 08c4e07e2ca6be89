"""Where meetings show on shared pages: the start page, a network's space, its tabs."""

from __future__ import annotations

from typing import Any

from babel.dates import get_month_names
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.panels import DESK, SPACE, TABS, Panel, Tab
from meetings import selectors


def next_on_desk(user: Any, _place: Any) -> dict[str, Any] | None:
    """The nearest meeting over all networks, with the way into its room once that is open."""
    now = clock.now()
    meeting = selectors.next_meeting(user, now=now)
    return None if meeting is None else {"meeting": meeting, "is_live": meeting.is_live_at(now)}


def year_in_space(user: Any, place: Any) -> dict[str, Any] | None:
    """The nearest meeting of the network and the marks of all on its year, September to August."""
    now = clock.now()
    meeting = selectors.next_meeting_of(place.edition, user, now=now)
    marks = selectors.marks_of(place.edition)
    if not marks:
        return None
    names = get_month_names("abbreviated", context="stand-alone", locale=(get_language() or "pl").split("-")[0])
    months: list[dict[str, Any]] = [
        {"label": names[month], "meetings": [], "is_now": timezone.localtime(now).month == month}
        for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
    ]
    for mark in marks:
        months[(timezone.localtime(mark.starts_at).month - 9) % 12]["meetings"].append(mark)
    return {"meeting": meeting, "is_live": bool(meeting and meeting.is_live_at(now)), "months": months}


DESK.register(
    "meetings.next", Panel(name="meetings.next", template="meetings/desk_next.html", values=next_on_desk, position=0)
)
SPACE.register(
    "meetings.year", Panel(name="meetings.year", template="meetings/space_next.html", values=year_in_space, position=10)
)
TABS.register(
    "meetings",
    Tab(
        name="meetings",
        label=_("Meetings"),
        icon="calendar-days",
        url=lambda network: reverse("meetings:network_list", kwargs={"slug": network.slug}),
        position=40,
    ),
)
