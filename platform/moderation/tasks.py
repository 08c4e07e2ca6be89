"""What moderation leaves for the worker."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import translation

from kit import later
from moderation import services
from moderation.models import Decision, OutsideReport
from moderation.services.answers import letter_to_outside


@later.task("moderation.climb", every=timedelta(minutes=15))
def climb(**_newer: object) -> None:
    """Hand cases nobody decided in time one step up."""
    with translation.override(settings.LANGUAGE_CODE):
        services.climb()


@later.task("moderation.forget_outside", every=timedelta(days=1))
def forget_outside(**_newer: object) -> None:
    """Delete notices from outside that were answered and are three years old."""
    services.forget_outside()


@later.task("moderation.answer_outside")
def answer_outside(*, outside_id: int, decision_id: int | None = None, **_newer: object) -> None:
    """Send the letter to somebody without an account: that the notice came, or what came of it."""
    outside = OutsideReport.objects.filter(pk=outside_id).first()
    if outside is not None and outside.email:
        with translation.override(settings.LANGUAGE_CODE):
            letter_to_outside(outside, Decision.objects.select_related("case").filter(pk=decision_id).first())
