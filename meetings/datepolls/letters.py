"""What date polls add to the weekly letter: those that wait for the person's answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meetings.datepolls import selectors
from notifications.registry import Line, section


def waits(user: Any) -> list[Line]:
    """Polls in which the person left a moment unanswered."""
    return [
        Line(
            text=_("Which date suits you? %(title)s") % {"title": poll.title},
            url=poll.get_absolute_url(),
            note=str(poll.edition.network),
            at=poll.closes_at,
        )
        for poll in selectors.waiting_for(user)[:10]
    ]


section("datepolls", waits=waits, covers=("datepolls.asked",))
