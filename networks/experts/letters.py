"""What experts add to the weekly letter: requests the county answers, work the network has not evaluated."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.experts import selectors
from notifications.registry import Line, section

MOST = 12
"""Lines of one kind in a letter."""


def waits(user: Any) -> list[Line]:
    """Requests that wait for the person's county, and finished work of experts that waits for the network's word."""
    asked = [
        Line(
            text=_("%(network)s asks for an expert: %(theme)s")
            % {"network": request.edition.network, "theme": request.theme},
            url=request.get_absolute_url(),
            note=date_format(request.wanted_on, "j E Y") if request.wanted_on else request.when,
        )
        for request in selectors.waiting_for(user)[:MOST]
    ]
    done = [
        Line(
            text=_("Say what the expert's work gave: %(theme)s") % {"theme": request.theme},
            url=request.get_absolute_url(),
            note=str(request.edition.network),
        )
        for request in selectors.to_evaluate(user)
    ]
    return [*asked, *done]


section("experts", waits=waits, covers=("experts.asked",))
