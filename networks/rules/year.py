"""Who moves a network's year on, renews it, hands it over, and who may look back at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks.enums import Role
from networks.models import Edition, Handover, Membership
from networks.rules.county import may_appoint, supervised_networks
from networks.rules.space import may_steer_as, memberships_of, standing
from networks.states import (
    COORDINATORS_STEPS,
    EDITION_NEXT,
    OPEN_STATES,
    EditionState,
    HandoverState,
    MembershipState,
)

if TYPE_CHECKING:
    from accounts.models import User

    Person = User
else:
    Person = Any


RUNNING = (EditionState.DRAFT, *OPEN_STATES)
"""States of a year that has not ended."""
SHUT_OUT = (MembershipState.SUSPENDED, MembershipState.REMOVED)
"""Who was sent out of the present year does not look back at earlier ones either."""


def may_look_after(user: Person, edition: Edition) -> Verdict:
    """Whether `user` sees how the year goes on: who steers the network, its county, an administrator."""
    verdict = may_steer_as(standing(user, edition.network))
    return verdict if verdict else may_appoint(user, edition.network)


def may_move_year(user: Person, edition: Edition, state: str) -> Verdict:
    """Whether `user` may move the year to `state` (domain 3.4): the coordinator opens it and starts summing up,
    the county makes every step."""
    if not edition.is_current:
        return refusal(_("This is an earlier year; it can only be read."))
    if state not in EDITION_NEXT[edition.state]:
        return refusal(_("The year cannot take this step from where it stands. Look at the page again."))
    if may_appoint(user, edition.network):
        return ALLOWED
    here = standing(user, edition.network)
    if (edition.state, state) in COORDINATORS_STEPS and here is not None and here.role == Role.COORDINATOR:
        return ALLOWED
    if here is not None and here.role == Role.COORDINATOR:
        return refusal(_("This step is made by the county coordinator."))
    return refusal(_("Only the network's coordinator can do this."))


def may_renew(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may open the next year of the network: its coordinator, the county."""
    if not edition.is_current:
        return refusal(_("This year was already continued by a later one."))
    if edition.state == EditionState.DRAFT:
        return refusal(_("A year that has not begun is not continued. Open it first."))
    here = standing(user, edition.network)
    if here is not None and here.role == Role.COORDINATOR:
        return ALLOWED
    return may_appoint(user, edition.network)


def may_settle(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may change how one joins and how large the network is: who steers it, the county."""
    verdict = may_look_after(user, edition)
    if verdict and edition.state not in RUNNING:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return verdict


def may_nominate(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may say who should coordinate the network: every member, no expert (A4)."""
    here = memberships_of(user).filter(edition=edition).exclude(role=Role.EXPERT).first()
    if here is None:
        return refusal(_("Only members of the network nominate its coordinator."))
    if edition.state not in RUNNING:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def may_hand_over(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may propose a successor: the coordinator, the county (A4, D31)."""
    if edition.state not in RUNNING or not edition.is_current:
        return refusal(_("This network is closed; nobody has to take it over. Renew it first."))
    here = standing(user, edition.network)
    if here is not None and here.role == Role.COORDINATOR:
        return ALLOWED
    return may_appoint(user, edition.network)


def may_succeed(edition: Edition, user: Person) -> Verdict:
    """Whether `user` can be a successor: a person of the network who does not coordinate it yet."""
    held = Membership.objects.filter(edition=edition, user=user, user__is_active=True).first()
    if held is None or held.state != MembershipState.ACTIVE or held.role == Role.EXPERT:
        return refusal(_("A network is handed over to a person who belongs to it. Invite the person first."))
    if held.role == Role.COORDINATOR:
        return refusal(_("This person already coordinates the network."))
    return ALLOWED


def may_answer_handover(user: Person, handover: Handover) -> Verdict:
    """Whether `user` may accept the network or refuse it: the successor, while it is proposed."""
    if handover.successor_id != user.pk or user.pk is None:
        return refusal(_("Only the person asked answers this."))
    if handover.state != HandoverState.PROPOSED:
        return refusal(_("This was already decided. Look at the list again."))
    return may_succeed(handover.edition, user)


def may_withdraw_handover(user: Person, handover: Handover) -> Verdict:
    """Whether `user` may take the proposal back: who may make one."""
    if handover.state != HandoverState.PROPOSED:
        return refusal(_("This was already decided. Look at the list again."))
    return may_hand_over(user, handover.edition)


def readable_years(user: Person) -> QuerySet[Edition]:
    """Earlier years `user` may look back at: of the present networks, of those one belonged to, of the county."""
    if not user.is_authenticated or not user.is_active:
        return Edition.objects.none()
    past = Edition.objects.filter(is_current=False).exclude(state=EditionState.DRAFT)
    if user.is_superuser:
        return past
    here = memberships_of(user).exclude(role=Role.EXPERT).values("edition__network")
    shut_out = Membership.objects.filter(user=user, state__in=SHUT_OUT, edition__is_current=True)
    then = Membership.objects.active().filter(user=user).exclude(role=Role.EXPERT)
    then = then.exclude(edition__network__in=shut_out.values("edition__network")).values("edition")
    return past.filter(Q(network__in=here) | Q(pk__in=then) | Q(network__in=supervised_networks(user)))


def may_look_back(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may read this earlier year."""
    gone = refusal(_("This year is for those who belong to the network."))
    if edition.is_current or edition.state == EditionState.DRAFT or not user.is_authenticated or not user.is_active:
        return gone
    here = standing(user, edition.network)
    if here is not None and here.role != Role.EXPERT:
        return ALLOWED
    mine = Membership.objects.filter(user=user)
    then = mine.active().filter(edition=edition).exclude(role=Role.EXPERT).exists()
    then = (
        then
        and not mine.filter(edition__network=edition.network_id, edition__is_current=True, state__in=SHUT_OUT).exists()
    )
    return ALLOWED if then or may_appoint(user, edition.network) else gone
