"""What outcomes add to the weekly letter: what waits for a decision, a consent, an answer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.outcomes import selectors
from notifications.registry import Line, section

MOST = 12
"""Lines of one kind in a letter."""


def waits(user: Any) -> list[Line]:
    """Decisions, consents, answers."""
    judged = [
        Line(
            text=_("To approve: the outcome “%(title)s” asks to go public") % {"title": one.title},
            url=reverse("outcomes:review", kwargs={"pk": one.pk}),
            note=str(one.network),
        )
        for one in selectors.waiting_for(user)[:MOST]
    ]
    consents = [
        Line(
            text=_("Your consent: “%(title)s”") % {"title": one.title},
            url=reverse("outcomes:consent", kwargs={"pk": one.pk}),
            note=str(one.network),
        )
        for one in selectors.consents_asked(user)[:MOST]
    ]
    questions = [
        Line(
            text=_("A question about “%(title)s”") % {"title": one.outcome.title},
            url=one.get_absolute_url(),
            note=str(one.outcome.network),
        )
        for one in selectors.questions_for(user)[:MOST]
    ]
    return [*judged, *consents, *questions]


section("outcomes", waits=waits, covers=("outcomes.to_approve", "outcomes.consent", "outcomes.asked"))
