"""Who was at which meeting and for how long: stays in the room, sign-ins by code, and the coordinator's corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from accounts.models import Profile
from kit import clock
from kit.verdicts import NotThere
from meetings import ledger, rules
from meetings.models import Certificate, Correction, Meeting, SignIn, Visit
from networks.models import Edition
from networks.selectors import earlier_year, space_for

KEPT_FOR = timedelta(days=731)
"""How long attendance is kept as evidence: 24 months after the meeting (quality: retention)."""


@dataclass
class Presence:
    """One person at one meeting, as the ledger has it."""

    meeting: Meeting
    stays: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    signed_at: datetime | None = None
    corrected: bool | None = None

    @property
    def was_there(self) -> bool:
        """The coordinator's word, or else what the room and the code say."""
        return self.corrected if self.corrected is not None else bool(self.stays or self.signed_at)

    def intervals(self, now: datetime) -> list[ledger.Interval]:
        """When the person was there: in the room as it was, on site from the sign-in to the planned end."""
        found = [(begin, end or now) for begin, end in self.stays]
        if self.signed_at is not None:
            begin = max(self.signed_at, self.meeting.starts_at)
            found.append((begin, max(begin, min(self.meeting.ends_at, now))))
        return ledger.merged(found)

    def time(self, now: datetime) -> timedelta:
        """How much of the planned time the person was there; the whole of it on the coordinator's word alone."""
        if not self.was_there:
            return timedelta()
        if not self.stays and self.signed_at is None:
            return self.meeting.ends_at - self.meeting.starts_at
        return ledger.length(ledger.clipped(self.intervals(now), self.meeting.starts_at, self.meeting.ends_at))


def presences_in(meetings: Iterable[Meeting], users: Iterable[int] | None = None) -> dict[tuple[int, int], Presence]:
    """{(meeting, person): Presence} for all who left a mark in the ledger; three queries."""
    known = {meeting.pk: meeting for meeting in meetings}
    among = Q(meeting__in=known) if users is None else Q(meeting__in=known, user__in=list(users))
    found: dict[tuple[int, int], Presence] = {}

    def of(meeting: int, user: int) -> Presence:
        return found.setdefault((meeting, user), Presence(known[meeting]))

    for meeting, user, begin, end in Visit.objects.filter(among).values_list("meeting", "user", "joined_at", "left_at"):
        of(meeting, user).stays.append((begin, end))
    for meeting, user, at in SignIn.objects.filter(among).exclude(at=None).values_list("meeting", "user", "at"):
        of(meeting, user).signed_at = at
    for meeting, user, was_there in Correction.objects.filter(among).values_list("meeting", "user", "was_there"):
        of(meeting, user).corrected = was_there
    return found


def there_in(meetings: Iterable[Meeting], users: Iterable[int] | None = None) -> set[tuple[int, int]]:
    """The (meeting, person) pairs of those who were there; three queries."""
    return {pair for pair, presence in presences_in(meetings, users).items() if presence.was_there}


@dataclass(frozen=True)
class Attended:
    """A meeting a person was at, with the time counted by the ledger."""

    meeting: Meeting
    length: timedelta


def attended_by(edition: Edition, user_id: int) -> list[Attended]:
    """Meetings of the year the person was at, in order; four queries."""
    held = list(Meeting.objects.filter(edition=edition).done().order_by("starts_at", "pk"))
    found, now = presences_in(held, [user_id]), clock.now()
    pairs = ((meeting, found.get((meeting.pk, user_id))) for meeting in held)
    return [Attended(meeting, one.time(now)) for meeting, one in pairs if one is not None and one.was_there]


def year_in(user: Any, slug: str, begins: int) -> Edition:
    """The network's year that began in `begins`, present or past, for who may read it. Raises NotThere."""
    present = Edition.objects.current().filter(network__slug=slug, school_year__starts_on__year=begins).exists()
    return space_for(user, slug).edition if present else earlier_year(user, slug, begins)


def certified(user: Any, edition: Edition, number: int) -> tuple[Any, list[Attended]]:
    """(person, meetings) of a certificate `user` may print. Raises NotThere for all others and where there is none."""
    if not rules.may_certify(user, edition, number):
        raise NotThere
    person = get_user_model().objects.filter(pk=number).first()
    attended = attended_by(edition, number) if person is not None else []
    if not attended:
        raise NotThere
    return person, attended


def schools_of(numbers: Iterable[int]) -> dict[int, str]:
    """The names of people's schools, by number of the person; one query."""
    found = Profile.objects.filter(user__in=list(numbers)).select_related("institution")
    return {profile.user_id: str(profile.institution or "") for profile in found}


def certificate_by(words: str) -> Certificate | None:
    """The certificate of a number as somebody types it, spaces and dashes as they like; None when there is none."""
    plain = "".join(char for char in words.upper() if char.isascii() and char.isalnum())
    if len(plain) != 16:
        return None
    number = "-".join(plain[start : start + 4] for start in range(0, 16, 4))
    found = Certificate.objects.select_related("edition__network", "edition__school_year")
    return found.filter(number=number).first()
