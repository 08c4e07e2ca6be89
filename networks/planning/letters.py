"""What plans add to the weekly letter: plans that wait for the person's word, points to close or move."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock
from networks.planning import across, selectors
from notifications.registry import Line, section

MOST = 12
"""Lines of one kind in a letter."""


def waits(user: Any) -> list[Line]:
    """Plans in consultation without the person's word, remarks to answer, points of steered plans past their days."""
    lines = [
        Line(
            text=_("Say what you think of the plan of “%(network)s”") % {"network": plan.edition.network},
            url=plan.get_absolute_url(),
            at=clock.end_of(plan.consulted_until_on) if plan.consulted_until_on else None,
        )
        for plan in selectors.plans_to_consult(user)[:MOST]
    ]
    lines += [
        Line(
            text=_("Remarks on the plan of “%(network)s” wait for your answer") % {"network": plan.edition.network},
            url=f"{plan.get_absolute_url()}#uwagi",
        )
        for plan in across.plans_to_answer(user)
    ]
    today = clock.today()
    return lines + [_line(point) for point in selectors.points_to_follow(user)[:MOST] if point.ends_on < today]


def _line(point: Any) -> Line:
    words = _("Done, or to be moved? %(title)s") if point.ends_on < clock.today() else "%(title)s"
    return Line(
        text=words % {"title": point.title},
        url=f"{point.plan.get_absolute_url()}#punkt-{point.pk}",
        note=_("%(network)s · in the plan until %(day)s")
        % {"network": point.plan.edition.network, "day": date_format(point.ends_on, "j E")},
        at=clock.end_of(point.ends_on),
    )


def coming(user: Any, start: datetime, end: datetime) -> list[Line]:
    """Points of the plans of one's networks that end between two moments."""
    return [_line(point) for point in across.points_ending(user, start, end)]


section("planning", waits=waits, coming=coming, covers=("planning.consulted",))
