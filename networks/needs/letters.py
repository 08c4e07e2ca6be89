"""What needs add to the weekly letter: votes still open to the person, needs that wait for the county."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit import clock
from networks.needs import selectors
from notifications.registry import Line, section

MOST = 12
"""Lines of one kind in a letter."""


def waits(user: Any) -> list[Line]:
    """Votes in which the person has not voted, by their last day; needs the person answers for the county."""
    votes = [
        Line(
            text=_("Vote: %(title)s") % {"title": vote.title},
            url=vote.get_absolute_url(),
            note=_("%(network)s · until %(day)s")
            % {"network": vote.edition.network, "day": date_format(vote.closes_on, "j E")},
            at=clock.end_of(vote.closes_on),
        )
        for vote in selectors.votes_waiting(user)[:MOST]
    ]
    needs = [
        Line(
            text=_("A reported need waits for an answer: %(title)s") % {"title": need.title},
            url=need.get_absolute_url(),
            note=str(need.institution or need.county),
        )
        for need in selectors.needs_to_answer(user)
    ]
    return [*votes, *needs]


section("needs", waits=waits, covers=("needs.reported", "needs.proposed"))
