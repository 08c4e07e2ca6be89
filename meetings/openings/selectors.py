"""Finding open meetings, sign-ups by their link, and what everybody may read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Count, F, Q, QuerySet

from kit import clock, ical
from kit.verdicts import NotThere
from meetings.enums import Coming
from meetings.models import Answer, Meeting
from meetings.openings import rules
from meetings.openings.models import Opening, SignUp
from meetings.passes.models import ExpertPass
from meetings.passes.selectors import meeting_to_manage
from provenance.selectors import Material, materials

MOST = 200
SALT = "meetings.openings"


def _signer() -> signing.Signer:
    return signing.Signer(salt=SALT, sep=".")


def signed(asked: SignUp) -> str:
    """What stands in the link that confirms a sign-up."""
    return _signer().sign(f"{asked.pk}~{asked.secret}")


def sign_up_by(words: str) -> SignUp:
    """The sign-up of a link. Raises NotThere for words we did not sign, used links and those of more than a day."""
    try:
        number, _tilde, secret = _signer().unsign(words).partition("~")
    except signing.BadSignature as wrong:
        raise NotThere from wrong
    found = SignUp.objects.select_related("meeting__edition__network__county", "meeting__opening")
    asked = found.filter(pk=int(number), secret=secret).first()
    if asked is None or not asked.waits_at(clock.now()) or not hasattr(asked.meeting, "opening"):
        raise NotThere
    asked.meeting.opening.meeting = asked.meeting
    return asked


def _readable(now: datetime | None = None) -> QuerySet[Opening]:
    neighbours = ("meeting__edition__network__county", "meeting__edition__school_year")
    there = Q(meeting__answers__coming=Coming.YES, meeting__answers__lined_at=None)
    return (
        rules.public_openings(now)
        .select_related(*neighbours)
        .annotate(taken=Count("meeting__answers", filter=there))
        .order_by(F("meeting__starts_at").asc(), "pk")
    )


def opening_for_everybody(pk: int) -> Opening:
    """The opening of meeting `pk` as everybody reads it. Raises NotThere."""
    found = _readable().filter(meeting=pk).first()
    if found is None:
        raise NotThere
    return found


def coming_openings(audience: str = "") -> list[Opening]:
    """Open meetings that have not ended, nearest first, for one group when it is named."""
    found = _readable().filter(meeting__ends_at__gt=clock.now(), meeting__state="planned")[:MOST]
    return [one for one in found if not audience or audience in one.audience]


@dataclass(frozen=True)
class Places:
    """How full a meeting is; `free` is None when there is room for everybody."""

    free: int | None

    @property
    def is_full(self) -> bool:
        """Whether the next person waits in the line."""
        return self.free == 0


def places_of(opening: Opening) -> Places:
    """Places left; no query for what the selectors here gave."""
    capacity = opening.meeting.capacity
    if capacity is None:
        return Places(None)
    taken = getattr(opening, "taken", None)
    if taken is None:
        taken = opening.meeting.answers.filter(coming=Coming.YES, lined_at=None).count()
    return Places(max(0, capacity - taken))


def public_materials(meeting: Meeting) -> list[Material]:
    """What to read before, as a visitor may open it; inside the platform only things everybody may read."""
    return [one for one in materials(AnonymousUser(), meeting.links) if not (one.is_own and one.icon == "link")]


def pass_of(user: Any, meeting: Meeting) -> ExpertPass | None:
    """The valid pass of an account to the meeting, or None."""
    if not user.is_authenticated:
        return None
    found = meeting.expert_passes.filter(guest=user, revoked_at=None).first()
    return found if found is not None and found.is_valid_at(clock.now()) else None


def visitors_of(meeting: int) -> set[int]:
    """Persons from outside who signed up; one query."""
    held = ExpertPass.objects.filter(meeting=meeting, is_visitor=True, revoked_at=None)
    return set(held.values_list("guest", flat=True))


@dataclass(frozen=True)
class Visitor:
    """Somebody who signed up from outside, for who steers."""

    held: ExpertPass
    is_lined: bool


def visitors_for(user: Any, pk: int) -> tuple[Meeting, Opening | None, list[Visitor]]:
    """(meeting, its opening, who signed up) for who steers the network. Raises NotThere."""
    meeting = meeting_to_manage(user, pk)
    lined = set(Answer.objects.filter(meeting=meeting).exclude(lined_at=None).values_list("user", flat=True))
    held = meeting.expert_passes.filter(is_visitor=True, revoked_at=None).order_by("name", "pk")
    rows = [Visitor(one, one.guest_id in lined) for one in held]
    return meeting, Opening.objects.filter(meeting=meeting).first(), rows


def entry(opening: Opening, base: str) -> ical.Entry:
    """The meeting for anybody's calendar: nothing that stands only inside the network."""
    meeting, address = opening.meeting, base + opening.get_absolute_url()
    return ical.Entry(
        uid=ical.uid("spotkanie", meeting.pk),
        title=meeting.title,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed_at=meeting.changed_at,
        sequence=meeting.version - 1,
        url=address,
        place=meeting.place,
        text=f"{meeting.edition.network}\n\n{address}",
        is_cancelled=meeting.state == "cancelled",
    )
