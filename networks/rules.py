"""Who may do what in a network. Each single check has its queryset twin; a property test keeps them equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from networks.enums import JoinPolicy, Role
from networks.models import Edition, Membership, Network
from networks.states import EditionState, MembershipState

if TYPE_CHECKING:
    from accounts.models import User
    from directory.models import County

    Person = User
else:
    Person = Any

STEERING = (Role.COORDINATOR, Role.DEPUTY)


def memberships_of(user: Person) -> QuerySet[Membership]:
    """The memberships that give `user` rights today: active, in the present year, an expert's not run out (AC-10)."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.now().filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), user=user)


def standing(user: Person, network: Network) -> Membership | None:
    """The membership through which `user` is in `network` now, with its edition; None for everybody else."""
    return memberships_of(user).filter(edition__network=network).select_related("edition").first()


def enterable_networks(user: Person) -> QuerySet[Network]:
    """Networks whose space `user` may enter: those of present memberships; drafts for those who steer (AC-19)."""
    places = memberships_of(user).filter(~Q(edition__state=EditionState.DRAFT) | Q(role__in=STEERING))
    return Network.objects.filter(pk__in=places.values("edition__network"))


def may_enter_as(here: Membership | None) -> Verdict:
    """Whether the place `here` (found by `memberships_of`) opens the space."""
    if here is None or (here.edition.state == EditionState.DRAFT and here.role not in STEERING):
        return refusal(_("This space is for members of the network."))
    return ALLOWED


def may_enter(user: Person, network: Network) -> Verdict:
    """Whether `user` may be in the network's space and read there."""
    return may_enter_as(standing(user, network))


def may_write(user: Person, network: Network) -> Verdict:
    """Whether `user` may write in the space: a member, while the year is open (AC-19)."""
    here = standing(user, network)
    if here is None:
        return refusal(_("Only members of the network can write here."))
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def steerable_networks(user: Person) -> QuerySet[Network]:
    """Networks `user` coordinates, alone or as deputy (D29)."""
    return Network.objects.filter(pk__in=memberships_of(user).filter(role__in=STEERING).values("edition__network"))


def may_steer(user: Person, network: Network) -> Verdict:
    """Whether `user` coordinates the network now: moderates, invites, plans, reports (D29)."""
    here = standing(user, network)
    if here is not None and here.role in STEERING:
        return ALLOWED
    return refusal(_("Only the network's coordinator can do this."))


def supervised_networks(user: Person) -> QuerySet[Network]:
    """Networks of the counties `user` coordinates (D32)."""
    counties = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values("county")
    return Network.objects.filter(county__in=counties)


def may_supervise(user: Person, network: Network) -> Verdict:
    """Whether `user` is the county coordinator of the network's county (D31, D32)."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=network.county):
        return ALLOWED
    return refusal(_("Only the county coordinator can do this."))


def may_join(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may ask for a place, or take one, without an invitation."""
    if not user.is_authenticated:
        return refusal(_("Sign in to join the network."))
    if edition.state not in (EditionState.RECRUITING, EditionState.ACTIVE) or not edition.is_current:
        return refusal(_("This network is not taking new members now."))
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.state == MembershipState.ACTIVE:
        return refusal(_("You already belong to this network."))
    if held is not None and held.state == MembershipState.REQUESTED:
        return refusal(_("Your request waits for the coordinator."))
    if held is not None and held.state in (MembershipState.SUSPENDED, MembershipState.REMOVED):
        return refusal(_("You cannot join this network again by yourself. Write to the coordinator."))
    if edition.network.join_policy == JoinPolicy.INVITED:
        return refusal(_("This network is joined by invitation. Ask the coordinator for one."))
    return ALLOWED


def may_open_network(user: Person, county: County) -> Verdict:
    """Whether `user` may open a network in the county: its county coordinator, an administrator (BR20)."""
    if user.is_superuser or people.holds(user, PersonRole.COUNTY_COORDINATOR, county=county):
        return ALLOWED
    return refusal(_("Networks are opened by the county coordinator."))


def may_appoint(user: Person, network: Network) -> Verdict:
    """Whether `user` may change who coordinates the network: the county coordinator (D31), an administrator."""
    if user.is_superuser:
        return ALLOWED
    return may_supervise(user, network)
