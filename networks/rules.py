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
from networks.models import Edition, Invitation, Membership, Network, NetworkReport
from networks.states import OPEN_STATES, SEATED_STATES, EditionState, MembershipState, ReportState

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


def listed_networks(user: Person) -> QuerySet[Network]:
    """Networks whose card `user` may read: all with a present year, drafts only for those who steer (AC-19)."""
    if not user.is_authenticated:
        return Network.objects.none()
    shown = Edition.objects.current().exclude(state=EditionState.DRAFT).values("network")
    return Network.objects.filter(Q(pk__in=shown) | Q(pk__in=steerable_networks(user).values("pk")))


def may_read_card(user: Person, network: Network) -> Verdict:
    """Whether `user` may read the network's card."""
    edition = Edition.objects.current().filter(network=network).first()
    if not user.is_authenticated or edition is None:
        return refusal(_("Sign in to see this network."))
    if edition.state == EditionState.DRAFT:
        return may_steer(user, network)
    return ALLOWED


def writable_networks(user: Person) -> QuerySet[Network]:
    """Networks in which `user` may write now."""
    places = memberships_of(user).filter(edition__state__in=OPEN_STATES)
    return Network.objects.filter(pk__in=places.values("edition__network"))


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
    return may_steer_as(standing(user, network))


def may_steer_as(here: Membership | None) -> Verdict:
    """Whether the place `here` (found by `memberships_of`) is one of a coordinator or a deputy."""
    if here is not None and here.role in STEERING:
        return ALLOWED
    return refusal(_("Only the network's coordinator can do this."))


def supervised_networks(user: Person) -> QuerySet[Network]:
    """Networks of the counties `user` coordinates (D32)."""
    counties = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values("county")
    return Network.objects.filter(county__in=counties)


def supervises_any(user: Person) -> bool:
    """Whether `user` coordinates a county at all."""
    return people.holds(user, PersonRole.COUNTY_COORDINATOR)


def may_supervise(user: Person, network: Network) -> Verdict:
    """Whether `user` is the county coordinator of the network's county (D31, D32)."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=network.county):
        return ALLOWED
    return refusal(_("Only the county coordinator can do this."))


def may_join(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may ask for a place, or take one, without an invitation.

    Says nothing of free places: a place is taken by one conditional write (networks.services.seat).
    """
    if not user.is_authenticated:
        return refusal(_("Sign in to join the network."))
    if user.is_superuser:
        return refusal(_("Administrators look after networks; they do not join them."))
    if edition.state not in (EditionState.RECRUITING, EditionState.ACTIVE) or not edition.is_current:
        return refusal(_("This network is not taking new members now."))
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is not None and held.state in HELD_BACK:
        return refusal(HELD_BACK[held.state])
    if edition.network.join_policy == JoinPolicy.INVITED:
        return refusal(_("This network is joined by invitation. Ask the coordinator for one."))
    return ALLOWED


HELD_BACK: dict[str, Any] = {
    MembershipState.ACTIVE: _("You already belong to this network."),
    MembershipState.REQUESTED: _("Your request waits for the coordinator."),
    MembershipState.SUSPENDED: _("Your place in this network is suspended. Write to the coordinator."),
}


def may_leave(user: Person, edition: Edition) -> Verdict:
    """Whether `user` may leave: everybody but the last coordinator, who first hands over (AC-08)."""
    held = Membership.objects.filter(edition=edition, user=user).first()
    if held is None or held.state not in SEATED_STATES:
        return refusal(_("You do not belong to this network."))
    if held.role == Role.COORDINATOR and not other_coordinators(held):
        return refusal(_("You are the only coordinator. Hand the network over before you leave it."))
    return ALLOWED


def share_network(user: Person, person: Person) -> bool:
    """Whether the two share a network now; signed into accounts.rules.ACQUAINTED."""
    return memberships_of(user).filter(edition__in=memberships_of(person).values("edition")).exists()


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


def readable_reports(user: Person) -> QuerySet[NetworkReport]:
    """Reports `user` may read: of own networks (experts excepted), and those presented in supervised counties."""
    places = memberships_of(user).exclude(role=Role.EXPERT).exclude(edition__state=EditionState.DRAFT)
    inside = Q(edition__in=places.values("edition")) | Q(
        edition__in=memberships_of(user).filter(role__in=STEERING).values("edition")
    )
    outside = Q(edition__network__in=supervised_networks(user)) & ~Q(state=ReportState.DRAFT)
    return NetworkReport.objects.filter(inside | outside)


def may_read_report(user: Person, report: NetworkReport) -> Verdict:
    """Whether `user` may read the report; experts do not, the county reads what was presented."""
    network = report.edition.network
    here = memberships_of(user).filter(edition=report.edition).select_related("edition").first()
    if here is not None and here.role != Role.EXPERT and may_enter_as(here):
        return ALLOWED
    if report.state != ReportState.DRAFT and may_supervise(user, network):
        return ALLOWED
    return refusal(_("This report is for members of the network."))


def may_decide_report(user: Person, report: NetworkReport) -> Verdict:
    """Whether `user` may accept the report or return it: the county coordinator, once it is presented (D32)."""
    verdict = may_supervise(user, report.edition.network)
    if not verdict:
        return verdict
    if report.state != ReportState.PRESENTED:
        return refusal(_("There is nothing to decide: the report is not waiting for a decision."))
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
