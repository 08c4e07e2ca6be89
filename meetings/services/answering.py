"""Answers to the invitation of a meeting: who comes, and who waits for a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from meetings import guests, notices, rules
from meetings.enums import Coming
from meetings.models import Answer, Meeting
from meetings.states import MeetingState
from meetings.wording import when_and_where
from networks.models import Membership
from notifications.services import notify


@transaction.atomic
def answer(*, by: Any, meeting: Meeting, coming: str) -> Answer:
    """Say whether one comes; a later answer replaces the earlier.

    When all places are taken, who would come waits in a line (`lined_at`); a place given back goes to the first of it.
    Raises Refused when `by` may not answer now.
    """
    # The meeting's row is taken first, so that the last place is given once.
    held = Meeting.objects.select_for_update(of=("self",)).select_related("edition__network").get(pk=meeting.pk)
    insist(rules.may_answer(by, held))
    if coming not in Coming.values:
        raise Refused(_("Choose one of the answers."))
    return _keep(held, by, coming)


@transaction.atomic
def seat(*, meeting: Meeting, user: Any) -> Answer:
    """Give somebody from outside a place, or one in the line; the caller has asked whether they may sign up."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("edition__network").get(pk=meeting.pk)
    return _keep(held, user, Coming.YES)


@transaction.atomic
def unseat(*, meeting: Meeting, user: Any) -> None:
    """Take the place of somebody from outside back; the first in the line gets it."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("edition__network").get(pk=meeting.pk)
    Answer.objects.filter(meeting=held, user=user).delete()
    fill_places(held)


def _keep(held: Meeting, by: Any, coming: str) -> Answer:
    before = Answer.objects.filter(meeting=held, user=by).first()
    now = clock.now()
    values: dict[str, Any] = {"coming": coming, "answered_at": now, "lined_at": None}
    if coming == Coming.YES:
        kept = before is not None and before.coming == Coming.YES
        values["lined_at"] = before.lined_at if before is not None and kept else (now if _is_full(held) else None)
    found, _made = Answer.objects.update_or_create(meeting=held, user=by, defaults=values)
    fill_places(held)
    return found


def _is_full(meeting: Meeting) -> bool:
    return meeting.capacity is not None and _taken(meeting) >= meeting.capacity


def _taken(meeting: Meeting) -> int:
    return Answer.objects.filter(meeting=meeting, coming=Coming.YES, lined_at=None).count()


def fill_places(meeting: Meeting) -> int:
    """Give free places to the first in the line and tell them; in the caller's transaction. Gives how many."""
    if meeting.state != MeetingState.PLANNED or meeting.ends_at <= clock.now():
        return 0
    line = Answer.objects.filter(meeting=meeting, coming=Coming.YES).exclude(lined_at=None).order_by("lined_at", "pk")
    free = None if meeting.capacity is None else max(0, meeting.capacity - _taken(meeting))
    lucky = list(line.select_related("user")[:free])
    Answer.objects.filter(pk__in=[one.pk for one in lucky]).update(lined_at=None)
    outside = guests.visitors(meeting.pk) & {one.user_id for one in lucky} if lucky else set()
    if outside:
        guests.tell(meeting.pk, "place", outside)
    if len(lucky) > len(outside):
        notify(
            notices.PLACE,
            to=[one.user for one in lucky if one.user_id not in outside],
            about=meeting,
            title=_("There is a place for you: %(title)s") % {"title": meeting.title},
            text=when_and_where(meeting),
            url=meeting.get_absolute_url(),
        )
    return len(lucky)


@transaction.atomic
def take_answers(*, meeting: Meeting, said: Mapping[int, str]) -> None:
    """Write down answers given elsewhere, in a date poll for instance: {person: Coming}. Those given here stay."""
    now = clock.now()
    Answer.objects.bulk_create(
        [Answer(meeting=meeting, user_id=user, coming=coming, answered_at=now) for user, coming in said.items()],
        ignore_conflicts=True,
    )


@transaction.atomic
def give_back_places(membership: Membership) -> None:
    """Who left the network takes no place at its meetings to come; the first in the line gets it."""
    ahead = Meeting.objects.filter(
        edition=membership.edition_id, state=MeetingState.PLANNED, ends_at__gt=clock.now()
    ).order_by("pk")
    for meeting in ahead.select_for_update(of=("self",)).select_related("edition__network"):
        if Answer.objects.filter(meeting=meeting, user=membership.user_id).delete()[0]:
            fill_places(meeting)
