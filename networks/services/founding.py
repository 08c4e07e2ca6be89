"""Opening networks and appointing who coordinates them (D31, D52)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.models import County, SchoolYear
from kit import clock
from kit.once import once
from kit.registry import Registry
from kit.verdicts import Refused, insist
from moderation import trail
from networks import notices, rules, selectors
from networks.enums import Kind, Role
from networks.models import Edition, Membership, Network
from networks.services.handover import record_appointment
from networks.services.seats import seat
from networks.services.year import write_step
from networks.states import EditionState
from notifications.services import notify
from search import services as search

OPENINGS: Registry[Any] = Registry("networks.openings")
"""Upper floors sign in functions `network -> None`, called in the transaction that creates a network."""

RESERVED = ("powiat", "nowa", "moje")
"""Words that stand after /sieci/ themselves and cannot be a network's address."""


@transaction.atomic
def open_network(
    *,
    by: Any,
    title: str,
    county: County,
    school_year: SchoolYear,
    coordinator: Any,
    kind: str = Kind.ISSUE,
    key: UUID | None = None,
    **details: Any,
) -> Network:
    """Create a network with its first year, its coordinator and its public page (D31, D52).

    Takes the fields of Network in `details`, with `capacity` (None: no limit), `target_size`, `goal`, `state` (a draft
    is seen by who steers it only) and `subjects` beside them.
    Raises Refused unless `by` coordinates the county or administers (rules.may_open_network).
    """
    insist(rules.may_open_network(by, county))

    def make() -> Network:
        return _found(
            by=by,
            title=title,
            county=county,
            school_year=school_year,
            coordinator=coordinator,
            kind=kind,
            once=key,
            **details,
        )

    return once(Network.objects.filter(created_by=by), key, make)


def _found(
    *, by: Any, title: str, county: County, school_year: SchoolYear, coordinator: Any, **details: Any
) -> Network:
    goal, state = details.pop("goal", ""), details.pop("state", EditionState.ACTIVE)
    sizes = {name: details.pop(name) for name in ("capacity", "target_size") if name in details}
    subjects = details.pop("subjects", ())
    network = Network.objects.create(
        title=title,
        slug=details.pop("slug", None) or free_slug(title),
        county=county,
        created_by=by,
        **details,
    )
    network.subjects.set(subjects)
    opened_at = None if state == EditionState.DRAFT else clock.now()
    edition = Edition.objects.create(
        network=network, school_year=school_year, state=state, goal=goal, opened_at=opened_at, **sizes
    )
    write_step(edition, before="", by=by)
    seat(edition=edition, user=coordinator, role=Role.COORDINATOR)
    for opening in OPENINGS:
        opening(network)
    trail.write(by=by, action="networks.network.open", about=network, values={"county": county.name})
    notify(
        notices.APPOINTED,
        to=[coordinator],
        by=by,
        about=network,
        title=_("You coordinate the network “%(network)s”") % {"network": network},
        url=network.get_absolute_url(),
    )
    search.changed(network)
    return network


def free_slug(title: str) -> str:
    """An address made from the title, with a number when it is taken."""
    letters = title.translate(str.maketrans("łŁ", "lL"))
    base = slugify(letters)[:70] or "siec"
    slug, number = base, 2
    while slug in RESERVED or Network.objects.filter(slug=slug).exists():
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def appoint_coordinator(*, by: Any, network: Network, user: Any, keep_present: bool = False) -> Membership:
    """Make `user` the coordinator of the network's present year, in one step and without paper (D31, A4).

    The present coordinators become members, unless `keep_present`. Raises Refused unless `by` coordinates the
    county or administers, when all places are taken, or when the person already coordinates it.
    """
    insist(rules.may_appoint(by, network))
    edition = Edition.objects.select_for_update().get(network=network, is_current=True)
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.steers and held.role == Role.COORDINATOR:
        raise Refused(_("This person already coordinates the network."))
    before = list(Membership.objects.select_related("user").filter(edition=edition, role=Role.COORDINATOR).active())
    place = seat(edition=edition, user=user)
    Membership.objects.filter(pk=place.pk).update(role=Role.COORDINATOR)
    selectors.forget_leading(edition.pk)
    if not keep_present:
        Membership.objects.filter(pk__in=[one.pk for one in before]).update(role=Role.MEMBER)
        record_appointment(by=by, edition=edition, successor=user, before=[one.user for one in before])
    trail.write(
        by=by,
        action="networks.coordinator.appoint",
        about=network,
        values={"new": user.pk, "before": [one.user_id for one in before], "kept": keep_present},
    )
    _tell_of_change(by=by, network=network, edition=edition, user=user, before=before, kept=keep_present)
    search.changed(network)
    place.refresh_from_db()
    return place


def _tell_of_change(
    *, by: Any, network: Network, edition: Edition, user: Any, before: list[Membership], kept: bool
) -> None:
    address = network.get_absolute_url()
    notify(
        notices.APPOINTED,
        to=[user],
        by=by,
        about=network,
        title=_("You coordinate the network “%(network)s”") % {"network": network},
        url=address,
    )
    others = [held.user for held in edition.memberships.active().select_related("user") if held.user_id != user.pk]
    notify(
        notices.COORDINATOR_CHANGED,
        to=others,
        by=by,
        about=network,
        title=_("%(person)s now coordinates the network “%(network)s”")
        % {"person": user.get_full_name(), "network": network},
        text=""
        if kept or not before
        else _("Until now: %(people)s.") % {"people": ", ".join(str(one.user) for one in before)},
        url=address,
    )


@transaction.atomic
def set_goal(*, by: Any, edition: Edition, goal: str) -> None:
    """Write down what the network works on this year. Raises Refused unless `by` steers it and the year is open."""
    insist(rules.may_steer(by, edition.network))
    insist(rules.may_write(by, edition.network))
    Edition.objects.filter(pk=edition.pk).update(goal=goal.strip())
    trail.write(by=by, action="networks.edition.goal", about=edition)
    search.changed(edition.network)
