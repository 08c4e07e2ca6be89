"""The verbs of networks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.models import County, SchoolYear
from kit import clock
from kit.registry import Registry
from kit.verdicts import Refused
from moderation import trail
from networks.enums import Kind, Role
from networks.models import Edition, Membership, Network
from networks.states import EditionState, MembershipState

SEATED = (Role.COORDINATOR, Role.DEPUTY, Role.MEMBER)
"""Roles that take a place; invited experts do not."""

OPENINGS: Registry[Any] = Registry("networks.openings")
"""Upper floors sign in functions `network -> None`, called in the transaction that creates a network."""


@transaction.atomic
def open_network(
    *,
    by: Any,
    title: str,
    county: County,
    school_year: SchoolYear,
    coordinator: Any,
    kind: str = Kind.ISSUE,
    **details: Any,
) -> Network:
    """Create a network with its first year, its coordinator and its public page.

    Takes the fields of Network in `details`. Whether `by` may do this is asked by the caller's rule
    (county coordinators and administrators).
    """
    capacity = details.pop("capacity", None)
    network = Network.objects.create(
        title=title,
        slug=details.pop("slug", None) or free_slug(title),
        county=county,
        kind=kind,
        created_by=by,
        **details,
    )
    edition = Edition(network=network, school_year=school_year, state=EditionState.ACTIVE, opened_at=clock.now())
    if capacity:
        edition.capacity = capacity
    edition.save()
    seat(edition=edition, user=coordinator, role=Role.COORDINATOR)
    for opening in OPENINGS:
        opening(network)
    trail.write(by=by, action="networks.network.open", about=network, values={"county": county.name})
    return network


def free_slug(title: str) -> str:
    """An address made from the title, with a number when it is taken."""
    letters = title.translate(str.maketrans("łŁ", "lL"))
    base = slugify(letters)[:70] or "siec"
    slug, number = base, 2
    while Network.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def seat(*, edition: Edition, user: Any, role: str = Role.MEMBER, ends_on: Any = None) -> Membership:
    """Give `user` a place in the year, in one conditional write (CO-01, K4).

    Returns the membership; a second call for the same person returns the same one.
    Raises Refused when no place is left; then nothing has changed.
    """
    held = Membership.objects.select_for_update().filter(edition=edition, user=user).first()
    if held is not None and held.state == MembershipState.ACTIVE:
        return held
    if role in SEATED:
        won = Edition.objects.filter(pk=edition.pk, taken__lt=F("capacity")).update(taken=F("taken") + 1)
        if not won:
            raise Refused(_("All places in this network are taken."))
    values = {
        "role": role,
        "state": MembershipState.ACTIVE,
        "joined_at": clock.now(),
        "ended_at": None,
        "ends_on": ends_on,
    }
    if held is None:
        return Membership.objects.create(edition=edition, user=user, **values)
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    return held
