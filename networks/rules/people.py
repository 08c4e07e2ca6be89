"""Who may come, go, and decide about the places of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks.enums import JoinPolicy, Role
from networks.models import Edition, Invitation, JoinLink, Membership, Network
from networks.rules.space import may_steer, memberships_of, standing
from networks.states import OPEN_STATES, SEATED_STATES, EditionState, MembershipState

if TYPE_CHECKING:
    from accounts.models import User

    Person = User
else:
    Person = Any


def may_join(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may ask for a place, or take one, without an invitation.

    Says nothing of free places: a place is taken by one conditional write (networks.services.seat).
    """
    if not user.is_authenticated:
        return refusal(_("Sign in to join the network."))
    if user.is_superuser:
        return refusal(_("Administrators look after networks; they do not join them."))
    if edition.state not in TAKING or not edition.is_current:
        return refusal(NOT_TAKING)
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.state in HELD_BACK:
        return refusal(HELD_BACK[held.state])
    if edition.network.join_policy == JoinPolicy.INVITED:
        return refusal(_("This network is joined by invitation. Ask the coordinator for one."))
    return ALLOWED


TAKING = (EditionState.RECRUITING, EditionState.ACTIVE)
"""States of a year in which people from outside may come by themselves."""
NOT_TAKING = _("This network is not taking new members now.")
HELD_BACK: dict[str, Any] = {
    MembershipState.ACTIVE: _("You already belong to this network."),
    MembershipState.REQUESTED: _("Your request waits for the coordinator."),
    MembershipState.WAITING: _("You wait for a place; you will be told when one is free."),
    MembershipState.OFFERED: _("A place is kept for you. Take it or pass it on."),
    MembershipState.SUSPENDED: _("Your place in this network is suspended. Write to the coordinator."),
}


def may_use_link(user: Person, link: JoinLink) -> Verdict:
    """Whether `user` may come in by this link; it stands above the network's way of joining, like an invitation.

    Says nothing of free places or of how many may still use it: both are taken by a conditional write.
    """
    if not user.is_authenticated:
        return refusal(_("Sign in to join the network."))
    if user.is_superuser:
        return refusal(_("Administrators look after networks; they do not join them."))
    edition = link.edition
    if edition.state not in OPEN_STATES or not edition.is_current:
        return refusal(NOT_TAKING)
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.state in HELD_BACK and not (held.role == Role.EXPERT and held.state == "active"):
        return refusal(HELD_BACK[held.state])
    return ALLOWED


def may_leave(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may leave: everybody but the last coordinator, who first hands over (AC-08)."""
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is None or held.state not in SEATED_STATES:
        return refusal(_("You do not belong to this network."))
    if held.role == Role.COORDINATOR and not other_coordinators(held):
        return refusal(_("You are the only coordinator. Hand the network over before you leave it."))
    return ALLOWED


def may_go(user: Person) -> Verdict:
    """Whether `user` may delete the account: not as the only coordinator of an open network (AC-08).

    Signed into accounts.rules.LEAVING; the reason names the networks to hand over.
    """
    held = memberships_of(user).filter(role=Role.COORDINATOR, edition__state__in=(EditionState.DRAFT, *OPEN_STATES))
    alone = [
        one.edition.network.title for one in held.select_related("edition__network") if not other_coordinators(one)
    ]
    if alone:
        return refusal(
            _("You are the only coordinator of: %(networks)s. Ask the county coordinator to appoint another one first.")
            % {"networks": ", ".join(sorted(alone))}
        )
    return ALLOWED


def other_coordinators(held: Membership) -> bool:
    """Whether somebody beside `held` coordinates the same year."""
    return (
        Membership.objects.active()
        .filter(edition=held.edition_id, role=Role.COORDINATOR, user__is_active=True)
        .exclude(pk=held.pk)
        .exists()
    )


def may_decide_about(user: Person, membership: Membership) -> Verdict:
    """Whether `user` may remove or suspend this person: who steers, never oneself, never a coordinator (AC-08)."""
    verdict = may_steer(user, membership.edition.network)
    if not verdict:
        return verdict
    if membership.user_id == user.pk:
        return refusal(_("Nobody decides about oneself. You can leave the network."))
    if membership.role == Role.COORDINATOR:
        return refusal(_("Only the county coordinator can recall a coordinator."))
    here = standing(user, membership.edition.network)
    if membership.role == Role.DEPUTY and here is not None and here.role != Role.COORDINATOR:
        return refusal(_("Only the coordinator decides about deputies."))
    return ALLOWED


def may_name_deputy(user: Person, network: Network) -> Verdict:
    """Whether `user` may make somebody a deputy: the coordinator, not another deputy (AC-08)."""
    here = standing(user, network)
    if here is not None and here.role == Role.COORDINATOR:
        return ALLOWED
    return refusal(_("Only the coordinator can do this."))


def may_accept_invitation(user: Person, invitation: Invitation) -> Verdict:
    """Whether the signed-in person is the one invited: the same address, in its one form (AU-01, AU-09)."""
    if invitation.email != user.email:  # both are stored in the one form of addresses
        return refusal(_("This invitation was sent to another e-mail address than that of your account."))
    return ALLOWED
