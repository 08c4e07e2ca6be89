"""Places in a network's year: taken and given back in one conditional write (CO-01, K4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kit import clock
from kit.registry import Registry
from kit.verdicts import Refused
from networks.enums import Role
from networks.models import Edition, Membership
from networks.states import HOLDING_STATES, SEATED_STATES, MembershipState

SEATED = (Role.COORDINATOR, Role.DEPUTY, Role.MEMBER)
"""Roles that take a place; invited experts do not."""


DEPARTURES: Registry[Callable[[Membership], None]] = Registry("networks.departures")
"""Upper floors sign in functions `membership -> None`, called once the loss of a place is committed (AC-06)."""


ARRIVALS: Registry[Callable[[Membership], None]] = Registry("networks.arrivals")
"""Upper floors sign in functions `membership -> None`, called in the transaction in which a place is taken."""


def arrived(membership: Membership) -> Membership:
    """Let the rooms know of a person who has just taken a place or come back to it."""
    for arrival in ARRIVALS:
        arrival(membership)
    return membership


def departed(membership: Membership) -> None:
    """Have the rooms let this person out as soon as the present transaction is committed.

    The person may be gone from the tables by then: functions use `edition_id` and `user_id` only. One that fails
    stops no other; rights are asked again by every socket anyway.
    """

    def tell(departure: Callable[[Membership], None]) -> None:
        transaction.on_commit(lambda: departure(membership), robust=True)

    for departure in DEPARTURES:
        tell(departure)


def holds_seat(membership: Membership) -> bool:
    """Whether this membership keeps one of the places of its year."""
    return membership.role in SEATED and membership.state in HOLDING_STATES


class Full(Refused):
    """No place is left."""


def take_seat(edition: Edition) -> None:
    """Take one place. Raises Full when none is left; then nothing has changed."""
    free = Q(capacity=None) | Q(taken__lt=F("capacity"))
    won = Edition.objects.filter(free, pk=edition.pk).update(taken=F("taken") + 1)
    if not won:
        raise Full(_("All places in this network are taken."))


def give_seat_back(edition: Edition) -> None:
    """Give one place back."""
    Edition.objects.filter(pk=edition.pk, taken__gt=0).update(taken=F("taken") - 1)


@transaction.atomic
def seat(*, edition: Edition, user: Any, role: str = Role.MEMBER, ends_on: Any = None) -> Membership:
    """Give `user` a place in the year, in one conditional write (CO-01, K4).

    Returns the membership; a second call for the same person returns the same one. An expert who becomes a member
    takes a place; a suspended member comes back to the one kept.
    Raises Full when no place is left; then nothing has changed.
    """
    held = Membership.objects.select_for_update().filter(edition=edition, user=user).first()
    if held is not None and held.state == MembershipState.ACTIVE and not _lifts(held, role, ends_on):
        return held
    if role in SEATED and not (held is not None and holds_seat(held)):
        take_seat(edition)
    values = {
        "role": role,
        "state": MembershipState.ACTIVE,
        "joined_at": clock.now(),
        "ended_at": None,
        "ends_on": ends_on,
        "reason": "",
        "lined_at": None,
        "offer_until": None,
    }
    if held is None:
        return arrived(Membership.objects.create(edition=edition, user=user, **values))
    if held.state in SEATED_STATES and held.joined_at is not None:
        values["joined_at"] = held.joined_at
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    return arrived(held)


def _lifts(held: Membership, role: str, ends_on: Any) -> bool:
    """Whether the new place gives more than the one held: an expert becomes a member, or stays longer."""
    if held.role != Role.EXPERT:
        return False
    return role != Role.EXPERT or (held.ends_on is not None and (ends_on is None or ends_on > held.ends_on))
