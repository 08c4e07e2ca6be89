"""The waiting list: who stands in line, whom a freed place is offered, what becomes of the offer (CO-01)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused
from moderation import trail
from networks import notices, selectors
from networks.enums import Role
from networks.models import Edition, Membership
from networks.services.seats import Full, give_seat_back, seat, take_seat
from networks.states import OPEN_STATES, MembershipState
from notifications.services import notify

OFFER_FOR = timedelta(days=3)
"""How long an offered place is kept before it goes to the next person."""


def line_of(edition: Edition) -> Any:
    """The people who wait for a place, in their order."""
    return edition.memberships.filter(state=MembershipState.WAITING).order_by("lined_at", "pk")


def seat_or_line(*, edition: Edition, user: Any, motivation: str | None = None) -> Membership:
    """Give `user` a member's place, or the last one in the line when none is left.

    The caller holds the edition's row, so that the line is as orderly as the arrivals.
    """
    try:
        return seat(edition=edition, user=user)
    except Full:
        return stand_in_line(edition=edition, user=user, motivation=motivation)


def stand_in_line(*, edition: Edition, user: Any, motivation: str | None = None) -> Membership:
    """Put `user` at the end of the line; who already stands there keeps the place in it."""
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.state == MembershipState.WAITING:
        return held
    moment = clock.now()
    values: dict[str, Any] = {
        "state": MembershipState.WAITING,
        "role": Role.MEMBER,
        "lined_at": moment,
        "offer_until": None,
        "ends_on": None,
        "reason": "",
    }
    if motivation is not None:
        values["motivation"] = motivation
    if held is None or held.asked_at is None:
        values["asked_at"] = moment
    place, _made = Membership.objects.update_or_create(edition=edition, user=user, defaults=values)
    trail.write(by=user, action="networks.membership.wait", about=place)
    return place


def free_seat(edition: Edition) -> None:
    """Give one place back and offer it to the next in line."""
    give_seat_back(edition)
    offer_places(edition)


@transaction.atomic
def offer_places(edition: Edition) -> list[Membership]:
    """Offer every free place to the next people in line, who are told and have three days each.

    Gives whom a place was offered now; nobody while the year is not open.
    """
    fresh = Edition.objects.select_for_update(of=("self",)).select_related("network").get(pk=edition.pk)
    if fresh.state not in OPEN_STATES or not fresh.is_current:
        return []
    offered = []
    for waiting in line_of(fresh).filter(user__is_active=True).select_related("user"):
        try:
            take_seat(fresh)
        except Full:
            break
        offered.append(_offer(waiting, fresh, until=clock.now() + OFFER_FOR))
    return offered


def _offer(held: Membership, edition: Edition, *, until: datetime) -> Membership:
    held.state, held.offer_until = MembershipState.OFFERED, until
    held.save(update_fields=["state", "offer_until"])
    held.edition = edition
    trail.write(by=None, action="networks.membership.offer", about=held)
    tell_of_offer(held)
    return held


def tell_of_offer(held: Membership) -> None:
    """Say to the person that a place is kept, and until when."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("A place in “%(network)s” waits for you") % {"network": held.edition.network}
        text = _("It is kept for you until %(moment)s. Then it goes to the next person in line.") % {
            "moment": spoken(held.offer_until)
        }
    notify(
        notices.OFFERED,
        to=[held.user],
        about=held.edition.network,
        title=title,
        text=text,
        url=reverse("networks:card", kwargs={"slug": held.edition.network.slug}),
    )


def spoken(moment: datetime | None) -> str:
    """A moment as people read it in a letter."""
    return date_format(localtime(moment), "j E Y, H:i") if moment else ""


@transaction.atomic
def accept_offer(*, by: Any, edition: Edition) -> Membership:
    """Take the place that is kept for `by`. Raises Refused when none is, or when the offer ran out."""
    held = _offered(by, edition)
    if not held.edition.is_open or not held.edition.is_current:
        raise Refused(_("This network is not taking new members now."))
    if held.offer_until is not None and held.offer_until <= clock.now():
        raise Refused(_("This offer ran out; the place went to the next person. You can stand in line again."))
    place = seat(edition=held.edition, user=by, role=held.role)
    trail.write(by=by, action="networks.membership.take", about=place)
    return place


@transaction.atomic
def decline_offer(*, by: Any, edition: Edition) -> None:
    """Pass the kept place on to the next in line."""
    held = _offered(by, edition)
    _end(held, "")
    trail.write(by=by, action="networks.membership.decline", about=held)


def _offered(by: Any, edition: Edition) -> Membership:
    fresh = Edition.objects.select_for_update(of=("self",)).select_related("network").get(pk=edition.pk)
    held = Membership.objects.filter(edition=fresh, user=by, state=MembershipState.OFFERED).first()
    if held is None:
        raise Refused(_("No place is kept for you here now."))
    held.edition = fresh
    return held


def _end(held: Membership, reason: str) -> None:
    held.state, held.ended_at, held.reason, held.role = MembershipState.LEFT, clock.now(), reason, Role.MEMBER
    held.offer_until = held.lined_at = None
    held.save(update_fields=["state", "ended_at", "reason", "role", "offer_until", "lined_at"])
    selectors.forget_leading(held.edition_id)
    free_seat(held.edition)


def end_late_offers() -> int:
    """Pass on every kept place whose time ran out; done by the worker, may run at any time. Gives how many."""
    late = Membership.objects.filter(state=MembershipState.OFFERED, offer_until__lte=clock.now())
    done = 0
    for number, edition in list(late.values_list("pk", "edition")):
        with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
            fresh = Edition.objects.select_for_update(of=("self",)).select_related("network").get(pk=edition)
            held = late.filter(pk=number).first()
            if held is None:
                continue
            held.edition = fresh
            _end(held, _("The place was kept for you until %(moment)s.") % {"moment": spoken(held.offer_until)})
            trail.write(by=None, action="networks.membership.offer_late", about=held)
            done += 1
    return done
