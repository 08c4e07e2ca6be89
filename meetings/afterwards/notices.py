"""The one notice after a meeting; it rides in the weekly letter unless somebody chose otherwise."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from meetings.afterwards import links, rules
from meetings.afterwards.enums import Useful
from notifications.registry import LETTER, Link, kind


def _reads(user: Any, envelope: Any) -> bool:
    return bool(rules.may_read(user, envelope))


def _taps(user: Any, envelope: Any) -> list[Link]:
    """One link for each answer to the first question, while it can be answered."""
    if not rules.may_answer(user, envelope):
        return []
    return [Link(one.label, settings.BASE_URL + links.path(user.pk, envelope.meeting_id, one.value)) for one in Useful]


SENT = kind(
    "afterwards.sent",
    _("what is left of a meeting: minutes, decisions, my certificate, three questions"),
    level=LETTER,
    reads=_reads,
    among=rules.readable_envelopes,
    links=_taps,
)
