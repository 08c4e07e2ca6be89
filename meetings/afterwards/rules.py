"""Who answers the three questions and who sees what came back. Single checks and querysets are twins."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from meetings import rules as meetings
from meetings.afterwards.models import Answered, Envelope
from meetings.models import Correction, SignIn, Visit
from networks import rules as networks


def readable_envelopes(user: Any) -> QuerySet[Envelope]:
    """Envelopes of meetings `user` may read."""
    return Envelope.objects.filter(meeting__in=meetings.readable_meetings(user))


def may_read(user: Any, envelope: Envelope) -> Verdict:
    """Whether `user` may see what came after the meeting: whoever may see the meeting."""
    return meetings.may_read(user, envelope.meeting)


def _was_there(user: Any, field: str) -> Q:
    """The ledger's word as a condition: the coordinator's, or else what the room and the code say."""
    mine = {"meeting": OuterRef(field), "user": user.pk}
    left_a_mark = Exists(Visit.objects.filter(**mine)) | Exists(SignIn.objects.filter(**mine).exclude(at=None))
    taken_off = Exists(Correction.objects.filter(was_there=False, **mine))
    return Q(Exists(Correction.objects.filter(was_there=True, **mine))) | Q(left_a_mark & ~taken_off)


def answerable_envelopes(user: Any, now: datetime | None = None) -> QuerySet[Envelope]:
    """Envelopes whose questions `user` may answer."""
    now = now or clock.now()
    return (
        readable_envelopes(user)
        .filter(_was_there(user, "meeting"), sent_at__lte=now, closes_at__gt=now)
        .exclude(pk__in=Answered.objects.filter(user=user.pk).values("envelope"))
    )


def may_answer(user: Any, envelope: Envelope, now: datetime | None = None) -> Verdict:
    """Whether `user` may answer: who was at the meeting, once, while the questions are asked."""
    if not may_read(user, envelope):
        return refusal(_("Only people of the network answer here."))
    if not envelope.is_asking_at(now or clock.now()):
        return refusal(_("The questions about this meeting are closed."))
    if envelope.people.filter(user=user).exists():
        return refusal(
            _("You have answered already. Nobody knows which answer is yours, so it cannot be changed. Thank you!")
        )
    if not Envelope.objects.filter(_was_there(user, "meeting"), pk=envelope.pk).exists():
        return refusal(_("The questions are for those who were at the meeting."))
    return ALLOWED


def may_see_results(user: Any, envelope: Envelope) -> Verdict:
    """Whether `user` may see counts and words: who steers the network."""
    return networks.may_steer(user, envelope.meeting.edition.network)
