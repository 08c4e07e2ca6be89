"""What surveys add to the weekly letter: those that wait for the person's answer."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kit import clock
from networks.surveying import selectors
from notifications.registry import Line, section


def waits(user: Any) -> list[Line]:
    """Surveys the person has not answered, by their last day."""
    return [
        Line(
            text=_("Survey: %(title)s") % {"title": asked.survey.title},
            url=asked.get_absolute_url(),
            note=str(asked.edition.network),
            at=clock.end_of(asked.survey.closes_on),
        )
        for asked in selectors.waiting_for(user)[:10]
        if asked.survey.closes_on
    ]


section("surveying", waits=waits, covers=("surveying.asked",))
