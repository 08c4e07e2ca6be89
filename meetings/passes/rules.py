"""Who issues passes, and what a pass opens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from kit import clock
from kit.verdicts import Verdict
from meetings import rules as meetings
from meetings.models import Meeting
from meetings.passes.models import LASTS, ExpertPass
from meetings.states import MeetingState
from networks import rules as networks


def may_issue(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may invite an expert to the meeting: who may change it (D28, D35)."""
    return meetings.may_change(user, meeting)


def may_manage(user: Any, meeting: Meeting) -> Verdict:
    """Whether `user` may see and withdraw its passes: who steers the network, also after the meeting."""
    return networks.may_steer(user, meeting.edition.network)


def valid_passes() -> QuerySet[ExpertPass]:
    """Passes that open something now; the twin of `ExpertPass.is_valid_at`."""
    return ExpertPass.objects.filter(revoked_at=None, meeting__ends_at__gt=clock.now() - timedelta(days=LASTS)).exclude(
        meeting__state=MeetingState.CANCELLED
    )


def may_read_files(user: Any, held: ExpertPass) -> bool:
    """Whether `user` may have the files laid beside this pass: its holder while it is valid, and who steers.

    A guest at the door of files carries the number of the pass (passes.middleware); nobody else has such a thing.
    """
    if getattr(user, "expert_pass", None) == held.pk or (user.is_authenticated and user.pk == held.guest_id):
        return held.is_valid_at(clock.now())
    return bool(user.is_authenticated and may_manage(user, held.meeting))
