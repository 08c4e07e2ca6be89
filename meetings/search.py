"""Meetings can be found by members of their network: topic, description, agenda, place."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit.html import text_of
from meetings import rules
from meetings.models import Meeting
from search.registry import Face, entry


def face(meeting: Meeting) -> Face:
    """What the index sees of a meeting."""
    points = " · ".join(meeting.agenda.values_list("title", flat=True))
    return Face(
        title=meeting.title,
        text="\n".join(part for part in (text_of(meeting.description), points, meeting.place) if part),
        url=meeting.get_absolute_url(),
        audience=[f"network:{meeting.edition.network_id}"],
        dated_at=meeting.starts_at,
        facets={"network": [meeting.edition.network.title]},
    )


def among(user: Any) -> QuerySet[Meeting]:
    """Meetings this person may read."""
    return rules.readable_meetings(user)


def rows() -> QuerySet[Meeting]:
    """All meetings."""
    return Meeting.objects.select_related("edition__network").prefetch_related("agenda")


entry("meetings.meeting", label=_("meeting"), model=Meeting, face=face, among=among, rows=rows, icon="calendar-days")
