"""Points of adopted plans, for calendars and feeds."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kit import ical
from networks.planning import across
from networks.planning.enums import KIND_ICONS, PointKind
from networks.planning.models import Point

SHORT = timedelta(days=7)
"""What lasts longer stands on its last day only, or it would fill a month's page line by line."""


def dated(user: Any, start: datetime, end: datetime) -> list[ical.Dated]:
    """Points with days of their own; three queries at most.

    Where only the month is known there is no day to show. A meeting of the plan stands on pages until it is planned:
    then the meeting itself stands there, and feeds never have to take anything back.
    """
    points = [
        point
        for point in across.points_between(user, timezone.localdate(start), timezone.localdate(end))[:300]
        if not point.whole_months
    ]
    meetings = [point for point in points if point.kind == PointKind.MEETING]
    planned = across.embodied(meetings) if meetings else set()
    return [_dated(point) for point in points if point.pk not in planned]


def _first_day(point: Point) -> date:
    return point.starts_on if point.ends_on - point.starts_on < SHORT else point.ends_on


def _dated(point: Point) -> ical.Dated:
    plan = point.plan
    starts, kind = _first_day(point), PointKind(point.kind)
    words = _("In the plan: %(title)s") if starts == point.starts_on else _("In the plan until today: %(title)s")
    path = f"{plan.get_absolute_url()}#punkt-{point.pk}"
    return ical.Dated(
        entry=ical.Entry(
            uid=ical.uid("punkt-planu", point.pk),
            title=words % {"title": point.title},
            starts=starts,
            ends=point.ends_on,
            changed_at=plan.updated_at,
            sequence=plan.revision,
            url=settings.BASE_URL + path,
            text="\n".join(part for part in (str(plan.edition.network), point.who) if part),
            is_busy=False,
        ),
        path=path,
        icon=KIND_ICONS[kind],
        sort=str(kind.label),
        place=f"network-{plan.edition.network_id}",
        place_label=str(plan.edition.network),
        in_feed=kind != PointKind.MEETING,
    )


ical.source("planning", dated)
