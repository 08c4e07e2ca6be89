"""Kinds of notices about meetings."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings import rules
from notifications.registry import INBOX, MAIL, kind


def _reads(user: Any, meeting: Any) -> bool:
    return bool(rules.may_read(user, meeting))


PLANNED = kind("meetings.planned", _("a new meeting in my network"), level=MAIL, reads=_reads)
CHANGED = kind("meetings.changed", _("a change of a meeting's date or place"), level=MAIL, reads=_reads)
CANCELLED = kind("meetings.cancelled", _("a meeting cancelled"), level=MAIL, reads=_reads)
DAY_BEFORE = kind("meetings.day_before", _("a reminder a day before a meeting"), level=MAIL, reads=_reads)
HOUR_BEFORE = kind("meetings.hour_before", _("a reminder an hour before a meeting"), level=INBOX, reads=_reads)
