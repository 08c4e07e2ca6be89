"""What the weekly letter adds: the first question, answered with one tap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from kit import clock
from meetings.afterwards import links, selectors
from meetings.afterwards.enums import Useful
from notifications.registry import Line, Link, section

ASKED_IN_LETTERS = timedelta(days=10)
"""Later letters do not ask again."""


def waits(user: Any) -> list[Line]:
    """Meetings the person was at lately and has said nothing about."""
    now = clock.now()
    return [
        Line(
            text=_("Was this meeting useful? %(title)s") % {"title": one.meeting.title},
            url=links.path(user.pk, one.meeting_id),
            note=str(one.meeting.edition.network),
            at=one.closes_at,
            taps=tuple(Link(answer.label, links.path(user.pk, one.meeting_id, answer.value)) for answer in Useful),
        )
        for one in selectors.waiting_for(user, now).filter(sent_at__gt=now - ASKED_IN_LETTERS)[:5]
    ]


section("afterwards", waits=waits)
