"""Who is in a room and who was: stays are written when they begin and when they end, not afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from meetings import guests, rules, selectors
from meetings.enums import EventKind
from meetings.models import Correction, Meeting, RoomEvent, Visit
from meetings.services import minutes
from meetings.services.events import numbers
from meetings.services.queueing import hands_kept
from moderation import trail
from networks.enums import Role
from networks.models import Membership

DEAD_AFTER = timedelta(seconds=90)
"""A process that has not kept its stays alive for this long is gone."""


@transaction.atomic
def moved(
    *, meeting_id: int, process: str, arrived: Iterable[int] = (), departed: Iterable[int] = ()
) -> list[RoomEvent]:
    """Write down who came into this process's part of the room and who went out of it.

    One person is present once, however many devices and processes: the others hear only of the first coming and
    the last leaving. Gives the events, in order.
    """
    now = clock.now()
    meeting = Meeting.objects.select_for_update().get(pk=meeting_id)
    held: dict[int, dict[str, Visit]] = {}
    for visit in Visit.objects.filter(meeting=meeting, left_at=None):
        held.setdefault(visit.user_id, {})[visit.process] = visit
    left = [user for user in departed if held.get(user, {}).pop(process, None) is not None]
    Visit.objects.filter(meeting=meeting, process=process, left_at=None, user__in=left).update(left_at=now, seen_at=now)
    gone = [user for user in left if not held.get(user)]
    came = [user for user in arrived if process not in held.get(user, {})]
    people = {
        membership.user_id: (str(membership.user), membership.role)
        for membership in Membership.objects.filter(edition=meeting.edition_id, user__in=came).select_related("user")
    }
    strangers = guests.held([meeting.pk], [user for user in came if user not in people])
    visitors = guests.visitors(meeting.pk) if strangers else set()
    for person in get_user_model().objects.filter(pk__in=[person for _meeting, person in strangers]):
        people[person.pk] = (str(person), Role.MEMBER if person.pk in visitors else Role.EXPERT)
    came = [user for user in came if user in people]
    Visit.objects.bulk_create(
        Visit(meeting=meeting, user_id=user, process=process, joined_at=now, seen_at=now) for user in came
    )
    new = [user for user in came if not held.get(user)]
    hands = hands_kept(meeting.pk, new)
    happened: list[tuple[EventKind, int, dict[str, Any]]] = [(EventKind.LEFT, user, {"person": user}) for user in gone]
    happened += [
        (
            EventKind.JOINED,
            user,
            {"person": user, "name": people[user][0], "role": people[user][1]} | hands.get(user, {}),
        )
        for user in new
    ]
    return _write_all(meeting.pk, happened)


def _write_all(meeting_id: int, happened: list[tuple[EventKind, int, dict[str, Any]]]) -> list[RoomEvent]:
    if not happened:
        return []
    first, now = numbers(meeting_id, len(happened)), clock.now()
    return RoomEvent.objects.bulk_create(
        RoomEvent(meeting_id=meeting_id, number=first + step, kind=kind, author_id=user, values=values, at=now)
        for step, (kind, user, values) in enumerate(happened)
    )


def keep_alive(*, process: str) -> None:
    """Say that the stays of this process go on."""
    Visit.objects.filter(process=process, left_at=None).update(seen_at=clock.now())


@transaction.atomic
def close_abandoned(*, process: str = "", alone: bool = False) -> list[int]:
    """End the stays of processes that died: all but `process`'s own when it is `alone`, else those not kept alive.

    Each ends when it was last seen. Gives the meetings in which somebody has left.
    """
    dead = Visit.objects.filter(left_at=None).exclude(process=process)
    if not alone:
        dead = dead.filter(seen_at__lt=clock.now() - DEAD_AFTER)
    touched: dict[int, list[Visit]] = {}
    for visit in dead:
        touched.setdefault(visit.meeting_id, []).append(visit)
    for meeting_id, visits in sorted(touched.items()):
        Meeting.objects.select_for_update().get(pk=meeting_id)
        for visit in visits:
            visit.left_at = max(visit.seen_at, visit.joined_at)
        Visit.objects.bulk_update(visits, ["left_at"])
        here = set(Visit.objects.filter(meeting=meeting_id, left_at=None).values_list("user", flat=True))
        gone = sorted({visit.user_id for visit in visits} - here)
        _write_all(meeting_id, [(EventKind.LEFT, user, {"person": user}) for user in gone])
    return sorted(touched)


@transaction.atomic
def correct(*, by: Any, meeting: Meeting, present: Iterable[int]) -> int:
    """Set who was there to the persons `present`; what differs from the ledger becomes a correction.

    Each change is written into the trail with who, what and the former value. Gives the number of changes.
    Raises Refused when `by` may not, or somebody in `present` is not of this meeting.
    """
    insist(rules.may_count(by, meeting))
    wanted = set(present)
    rows = selectors.attendance_of(meeting)
    if wanted - {row.user.pk for row in rows}:
        raise Refused(_("One of these people does not belong to the network any more. Reload the page."))
    changes = [row for row in rows if row.was_there != (row.user.pk in wanted)]
    for row in changes:
        Correction.objects.update_or_create(
            meeting=meeting,
            user=row.user,
            defaults={"was_there": not row.was_there, "made_by": by, "made_at": clock.now()},
        )
        trail.write(
            by=by,
            action="meetings.attendance.correct",
            about=meeting,
            values={"person": row.user.pk, "before": row.was_there, "after": not row.was_there},
        )
    minutes.settle(by=by, meeting=meeting)
    return len(changes)
