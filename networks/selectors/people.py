"""Who is in a network: the people's page, with requests and invitations for those who steer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from kit import clock
from kit.verdicts import NotThere
from networks import rules
from networks.enums import Role
from networks.models import Invitation, Membership
from networks.states import PENDING_STATES, MembershipState


@dataclass
class People:
    """What the page shows; all after the schools only to those who steer."""

    rows: list[Membership]
    experts: list[Membership]
    schools: int
    suspended: list[Membership] = field(default_factory=list)
    requests: list[Membership] = field(default_factory=list)
    waiting: list[Membership] = field(default_factory=list)
    offered: list[Membership] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)


def people_of(standing: Membership) -> People:
    """The people of the standing's year in at most two queries."""
    edition = standing.edition
    steers = bool(rules.may_steer_as(standing))
    states = [MembershipState.ACTIVE]
    if steers:
        states += [MembershipState.SUSPENDED, *PENDING_STATES]
    held = list(
        edition.memberships.filter(state__in=states)
        .select_related("user__profile__institution")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    rank: dict[str, int] = {Role.COORDINATOR: 0, Role.DEPUTY: 1}
    active = [one for one in held if one.state == MembershipState.ACTIVE]
    today = clock.today()
    seated = sorted((one for one in active if one.role != Role.EXPERT), key=lambda one: rank.get(one.role, 2))
    experts = [one for one in active if one.role == Role.EXPERT and (one.ends_on is None or one.ends_on >= today)]
    schools = {one.user.profile.institution_id for one in seated if hasattr(one.user, "profile")} - {None}
    found = People(rows=seated, experts=experts, schools=len(schools))
    if steers:
        found.suspended = [one for one in held if one.state == MembershipState.SUSPENDED]
        found.requests = [one for one in held if one.state == MembershipState.REQUESTED]
        found.waiting = sorted(
            (one for one in held if one.state == MembershipState.WAITING), key=lambda one: (one.lined_at, one.pk)
        )
        found.offered = [one for one in held if one.state == MembershipState.OFFERED]
        found.invitations = list(edition.invitations.filter(used_at=None, withdrawn_at=None)[:100])
    return found


def membership_in(standing: Membership, number: int) -> Membership:
    """The membership `number` of the same year as `standing` (AC-05). Raises NotThere for any other."""
    found = (
        Membership.objects.filter(pk=number, edition=standing.edition_id)
        .select_related("user__profile", "edition__network")
        .first()
    )
    if found is None:
        raise NotThere
    found.edition = standing.edition
    return found


def invitation_in(standing: Membership, number: int) -> Invitation:
    """The invitation `number` of the same year as `standing` (AC-05). Raises NotThere for any other."""
    found = Invitation.objects.filter(pk=number, edition=standing.edition_id).first()
    if found is None:
        raise NotThere
    return found


def invitation_by(token: str) -> Invitation:
    """The invitation of this link. Raises NotThere when there is none."""
    found = (
        Invitation.objects.filter(token=token)
        .select_related("edition__network__county", "edition__school_year", "invited_by")
        .first()
    )
    if found is None:
        raise NotThere
    return found


def open_invitations(user: Any) -> QuerySet[Invitation]:
    """Invitations to the person's own address that can still be used."""
    return Invitation.objects.filter(
        email=user.email, used_at=None, withdrawn_at=None, expires_at__gt=clock.now(), edition__is_current=True
    )


def invitations_for(user: Any) -> list[Invitation]:
    """The same, ten at most, with all that is said of them."""
    return list(open_invitations(user).select_related("edition__network__county", "invited_by")[:10])


def open_requests(user: Any) -> QuerySet[Membership]:
    """Requests to join the networks `user` steers."""
    steered = rules.memberships_of(user).filter(role__in=rules.STEERING).values("edition")
    return Membership.objects.filter(edition__in=steered, state=MembershipState.REQUESTED)


def requests_for(user: Any) -> list[Membership]:
    """The same, oldest first, with who asks."""
    rows = open_requests(user).select_related("edition__network", "user__profile__institution")
    return list(rows.order_by("asked_at", "pk")[:20])
