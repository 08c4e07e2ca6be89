"""What a server that carries sound and picture tells of comings and goings, as a second witness for the ledger."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import transaction

from meetings.media import Carried
from meetings.models import Meeting, Visit


@transaction.atomic
def carried(*, told: Carried) -> Visit | None:
    """Keep a stay that the server saw; the same news told again, or in the wrong order, change nothing.

    Such a stay is never open: who is in the room now is known by the room's sockets alone. Until the person's going is
    told it has no length, and the ledger leaves it out; when it never is, the sockets' own stay stands by itself.
    """
    meeting = Meeting.objects.select_for_update().filter(pk=told.meeting_id).first()
    if meeting is None or not get_user_model().objects.filter(pk=told.person).exists():
        return None
    begin = min(max(told.joined_at, meeting.opens_at), meeting.closes_at)
    end = begin if told.left_at is None else min(max(begin, told.left_at), meeting.closes_at)
    stay, is_new = Visit.objects.get_or_create(
        meeting=meeting,
        user_id=told.person,
        process=told.mark,
        defaults={"joined_at": begin, "seen_at": end, "left_at": end},
    )
    if not is_new and stay.left_at == stay.joined_at < end:
        stay.seen_at = stay.left_at = end
        stay.save(update_fields=["seen_at", "left_at"])
    return stay
