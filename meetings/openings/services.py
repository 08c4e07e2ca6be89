"""The verbs: show a meeting to everybody, hide it, sign up, confirm, withdraw, take off the list, sweep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from directory.enums import Audience
from kit import clock, later
from kit.verdicts import Refused, insist
from meetings import services as meetings
from meetings.enums import Coming
from meetings.models import Meeting
from meetings.openings import rules
from meetings.openings.models import WAITS, Opening, SignUp, new_secret
from meetings.passes import services as passes
from meetings.passes.models import ExpertPass
from moderation import trail
from networks.models import Membership


@dataclass(frozen=True)
class Place:
    """What a sign-up gave: a pass for somebody from outside, and whether one waits in the line."""

    held: ExpertPass | None
    is_lined: bool


@transaction.atomic
def publish(
    *, by: Any, meeting: Meeting, audience: Iterable[str] = (), led_by: str = "", agreed: bool = False
) -> Opening:
    """Let everybody see the meeting, for whom it is and who leads; published again it changes what stands there.

    Raises Refused unless `by` may change the meeting and its kind is open, and for a name without consent (CM-08).
    """
    insist(rules.may_publish(by, meeting))
    led_by, wanted = " ".join(led_by.split())[:160], set(audience)
    if led_by and not agreed:
        raise Refused(_("Name somebody in public only with their consent."))
    if wanted - set(Audience.values):
        raise Refused(_("Choose for whom from the list."))
    opening, _made = Opening.objects.update_or_create(
        meeting=meeting,
        defaults={
            "audience": [one for one in Audience.values if one in wanted],
            "led_by": led_by,
            "led_agreed_on": clock.today() if led_by else None,
            "published_by": by,
            "published_at": clock.now(),
            "withdrawn_at": None,
        },
    )
    trail.write(by=by, action="openings.opening.publish", about=opening, values={"meeting": meeting.pk})
    return opening


@transaction.atomic
def hide(*, by: Any, meeting: Meeting) -> None:
    """Hide the public page; those who signed up keep their places. Raises Refused."""
    insist(rules.may_manage(by, meeting))
    opening = Opening.objects.filter(meeting=meeting, withdrawn_at=None).first()
    if opening is None:
        raise Refused(_("This meeting has no public page now."))
    Opening.objects.filter(pk=opening.pk).update(withdrawn_at=clock.now())
    SignUp.objects.filter(meeting=meeting).delete()
    trail.write(by=by, action="openings.opening.hide", about=opening, values={"meeting": meeting.pk})


@transaction.atomic
def sign_up(*, by: Any, opening: Opening) -> Place:
    """Sign an account up with one press. Members of the network answer the invitation as on its own page.

    Raises Refused when nobody may sign up now, or the person's pass was withdrawn.
    """
    return _take(opening, name=by.get_full_name(), email=by.email)


@transaction.atomic
def ask(*, opening: Opening, name: str, email: str) -> None:
    """Somebody without an account would come: a letter asks to confirm it, whoever the address belongs to.

    An address that has signed up gets the letter with its pass again; one whose pass was withdrawn gets none. The
    caller shows the same words in each case. Raises Refused when nobody may sign up now.
    """
    insist(rules.may_sign_up(opening))
    email = get_user_model().objects.normalise(email)
    held = ExpertPass.objects.filter(meeting=opening.meeting_id, email=email).first()
    if held is not None:
        if held.revoked_at is None:
            later.enqueue("openings.write", pass_id=held.pk, what="signed")
        return
    asked, _made = SignUp.objects.update_or_create(
        meeting=opening.meeting,
        email=email,
        defaults={"name": " ".join(name.split())[:160], "secret": new_secret(), "asked_at": clock.now()},
    )
    later.enqueue("openings.ask", sign_up_id=asked.pk)


@transaction.atomic
def confirm(*, asked: SignUp) -> Place:
    """Take the place of a sign-up whose letter's link was pressed; nothing is kept of the sign-up itself.

    Raises Refused when nobody may sign up now, or it was confirmed meanwhile.
    """
    if not SignUp.objects.filter(pk=asked.pk, secret=asked.secret).delete()[0]:
        raise Refused(_("This sign-up has been confirmed already."))
    return _take(asked.meeting.opening, name=asked.name, email=asked.email)


def _take(opening: Opening, *, name: str, email: str) -> Place:
    insist(rules.may_sign_up(opening))
    # The meeting's row is taken first, so that a double press makes one pass.
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("edition__network").get(
        pk=opening.meeting_id
    )  # fmt: skip
    account = get_user_model().objects.filter(email=email, is_active=True).first()
    if account is not None and Membership.objects.now().filter(edition=meeting.edition_id, user=account).exists():
        kept = meetings.answer(by=account, meeting=meeting, coming=Coming.YES)
        return Place(None, kept.lined_at is not None)
    held = passes.let_visitor_in(meeting=meeting, name=name, email=email)
    kept = meetings.seat(meeting=meeting, user=held.guest)
    if held.sent_at is None:
        later.enqueue("openings.write", pass_id=held.pk, what="signed")
    return Place(held, kept.lined_at is not None)


@transaction.atomic
def withdraw(*, held: ExpertPass) -> None:
    """Give the place back; what was given to sign up is forgotten. Raises Refused once the meeting has begun."""
    insist(rules.may_withdraw(held))
    meetings.unseat(meeting=held.meeting, user=held.guest)
    passes.give_up(held=held)


@transaction.atomic
def take_off(*, by: Any, meeting: Meeting, number: int) -> None:
    """Take somebody who signed up off the list: the pass opens nothing, the place goes to the next. Raises Refused."""
    insist(rules.may_manage(by, meeting))
    held = meeting.expert_passes.filter(pk=number, is_visitor=True, revoked_at=None).first()
    if held is None:
        raise Refused(_("This person is not on the list any more."))
    held.meeting = meeting
    passes.revoke(by=by, held=held)
    meetings.unseat(meeting=meeting, user=held.guest)


def tell(meeting: int, what: str, persons: set[int] | None = None) -> None:
    """Write to those who signed up for a meeting, or to some of them; in the caller's transaction."""
    held = ExpertPass.objects.filter(meeting=meeting, is_visitor=True, revoked_at=None)
    if persons is not None:
        held = held.filter(guest__in=persons)
    for number in held.order_by("pk").values_list("pk", flat=True):
        later.enqueue("openings.write", pass_id=number, what=what)


def sweep() -> int:
    """Forget sign-ups that nobody confirmed within a day; gives how many."""
    return SignUp.objects.filter(asked_at__lte=clock.now() - WAITS).delete()[0]
