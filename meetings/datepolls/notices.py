"""Kinds of notices about date polls: only the silent get a letter at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.datepolls import rules
from notifications.registry import INBOX, LETTER, MAIL, kind


def _reads(user: Any, poll: Any) -> bool:
    return bool(rules.may_read(user, poll))


def _ends(poll: Any) -> datetime:
    return poll.closes_at


_COMMON: dict[str, Any] = {"reads": _reads, "among": rules.readable_polls, "moment": _ends}

ASKED = kind("datepolls.asked", _("a date poll in my network"), level=LETTER, asks=True, **_COMMON)
SILENT = kind("datepolls.silent", _("a reminder of a date poll I have not answered"), level=MAIL, asks=True, **_COMMON)
CHANGED = kind("datepolls.changed", _("a change of a date poll"), level=LETTER, **_COMMON)
WITHDRAWN = kind("datepolls.withdrawn", _("a date poll withdrawn"), level=INBOX, **_COMMON)
DUE = kind("datepolls.due", _("a date poll of mine whose time is over"), level=LETTER, asks=True, **_COMMON)
