"""School breaks on calendars: those of the voivodeship of the person's school, or else of the country."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Profile
from directory.selectors import breaks_between
from kit import ical


def dated(user: Any, start: datetime, end: datetime) -> list[ical.Dated]:
    """Breaks between two moments; on pages only, because calendars of people have their own."""
    home = Profile.objects.filter(user=user).values_list("institution__county__voivodeship", flat=True).first()
    return [
        ical.Dated(
            entry=ical.Entry(
                uid=ical.uid("przerwa", one.pk),
                title=one.name,
                starts=one.starts_on,
                ends=one.ends_on,
                changed_at=start,
                is_busy=False,
            ),
            path="",
            icon="sun",
            sort=_("school break"),
            in_feed=False,
        )
        for one in breaks_between(timezone.localdate(start), timezone.localdate(end), home)
    ]


ical.source("school_breaks", dated)
