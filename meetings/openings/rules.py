"""What everybody sees of meetings, who may sign up, and who lets a meeting be seen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from meetings import rules as meetings
from meetings.enums import Kind
from meetings.models import Meeting
from meetings.openings.models import Opening
from meetings.passes.models import LASTS, ExpertPass
from meetings.states import MeetingState
from networks import rules as networks
from networks.states import OPEN_STATES


def public_openings(now: datetime | None = None) -> QuerySet[Opening]:
    """Openings everybody may read: published by the coordinator, not cancelled, until a week after the meeting."""
    return Opening.objects.filter(
        withdrawn_at=None,
        meeting__kind=Kind.OPEN,
        meeting__edition__state__in=OPEN_STATES,
        meeting__ends_at__gt=(now or clock.now()) - timedelta(days=LASTS),
    ).exclude(meeting__state=MeetingState.CANCELLED)


def is_public(opening: Opening, now: datetime | None = None) -> bool:
    """Whether everybody may read it; the twin of `public_openings`."""
    meeting = opening.meeting
    return (
        opening.withdrawn_at is None
        and meeting.kind == Kind.OPEN
        and meeting.edition.is_open
        and meeting.state != MeetingState.CANCELLED
        and meeting.ends_at > (now or clock.now()) - timedelta(days=LASTS)
    )


def may_sign_up(opening: Opening, now: datetime | None = None) -> Verdict:
    """Whether anybody may sign up now: until the meeting ends or is marked as held."""
    if not is_public(opening, now):
        return refusal(_("This meeting is not open to the public any more."))
    if opening.meeting.state != MeetingState.PLANNED or opening.meeting.ends_at <= (now or clock.now()):
        return refusal(_("This meeting is over; nobody can sign up any more."))
    return ALLOWED


def may_withdraw(held: ExpertPass, now: datetime | None = None) -> Verdict:
    """Whether the holder of a visitor's pass may give the place back: before the meeting begins."""
    if not held.is_visitor or held.revoked_at is not None:
        return refusal(_("There is no sign-up to withdraw."))
    if held.meeting.starts_at <= (now or clock.now()):
        return refusal(_("The meeting has begun; it is too late to give the place back."))
    return ALLOWED


def may_publish(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may let everybody see the meeting: who may change it, when its kind is open to the public."""
    verdict = meetings.may_change(user, meeting)
    if verdict and meeting.kind != Kind.OPEN:
        return refusal(_("First change the kind of this meeting to “open to the public”."))
    return verdict


def may_manage(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may see who signed up from outside and hide the page: who steers the network."""
    return networks.may_steer(user, meeting.edition.network)
