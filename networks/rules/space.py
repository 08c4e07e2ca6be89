"""Who is in a network now, reads there, writes there, steers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.prepared import Prepared
from kit.verdicts import ALLOWED, Verdict, refusal
from networks.enums import Role
from networks.models import Edition, Membership, Network
from networks.states import OPEN_STATES, EditionState

if TYPE_CHECKING:
    from accounts.models import User

    Person = User
else:
    Person = Any


STEERING = (Role.COORDINATOR, Role.DEPUTY)


def memberships_of(user: Person) -> QuerySet[Membership]:
    """The memberships that give `user` rights today: active, in the present year, an expert's not run out (AC-10)."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return places_on(user.pk, clock.today())


def places_on(user_id: int, day: date) -> QuerySet[Membership]:
    """The same for somebody known to be active, on `day`; nothing but its two values decides (kit.prepared)."""
    return Membership.objects.now().filter(Q(ends_on=None) | Q(ends_on__gte=day), user=user_id)


def places_among(persons: Iterable[int], networks: Iterable[int]) -> list[Membership]:
    """The same of several persons known to be active, in several networks; each with its year."""
    return _AMONG.all(persons=list(persons), day=clock.today(), networks=list(networks))


_AMONG = Prepared(
    lambda persons, day, networks: (
        Membership.objects.now()
        .filter(Q(ends_on=None) | Q(ends_on__gte=day), user__among=persons, edition__network__among=networks)
        .select_related("edition")
        .order_by()
    ),
    persons=list[int],
    day=date,
    networks=list[int],
)


def standing(user: Person, network: Network) -> Membership | None:
    """The membership through which `user` is in `network` now, with its edition; None for everybody else."""
    if not user.is_authenticated or not user.is_active:
        return None
    return _STANDING.first(user_id=user.pk, day=clock.today(), network_id=network.pk)


_STANDING = Prepared(
    lambda user_id, day, network_id: (
        places_on(user_id, day).filter(edition__network=network_id).select_related("edition")
    ),
    user_id=int,
    day=date,
    network_id=int,
)


@dataclass(frozen=True)
class Places:
    """The numbers of the networks a person enters, writes in and steers today: all that rights in rooms hang on."""

    enters: tuple[int, ...] = ()
    writes: tuple[int, ...] = ()
    steers: tuple[int, ...] = ()


def places_of(user: Person) -> Places:
    """Where `user` stands today, in one query; the same as `enterable_`, `writable_` and `steerable_networks`."""
    if not user.is_authenticated or not user.is_active:
        return Places()
    held = _HELD.all(user_id=user.pk, day=clock.today())
    steers = {network for network, role, _state in held if role in STEERING}
    opened = {network for network, role, state in held if state != EditionState.DRAFT or role in STEERING}
    writes = {network for network, _role, state in held if state in OPEN_STATES}
    return Places(tuple(sorted(opened)), tuple(sorted(writes)), tuple(sorted(steers)))


_HELD: Prepared[Any] = Prepared(
    lambda user_id, day: places_on(user_id, day).order_by().values_list("edition__network", "role", "edition__state"),
    user_id=int,
    day=date,
)


def enterable_networks(user: Person) -> QuerySet[Network]:
    """Networks whose space `user` may enter: those of present memberships; drafts for those who steer (AC-19)."""
    return _entered_by(memberships_of(user))


def enterable_on(user_id: int, day: date) -> QuerySet[Network]:
    """The same for somebody known to be active, on `day`; nothing but its two values decides (kit.prepared)."""
    return _entered_by(places_on(user_id, day))


def _entered_by(places: QuerySet[Membership]) -> QuerySet[Network]:
    places = places.filter(~Q(edition__state=EditionState.DRAFT) | Q(role__in=STEERING))
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


def companions(user: Person) -> QuerySet:
    """Numbers of the people who share a network with `user` now: the twin of `share_network`."""
    present = Membership.objects.now().filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), user__is_active=True)
    return present.filter(edition__in=memberships_of(user).values("edition")).values("user")


def share_network(user: Person, person: Person) -> bool:
    """Whether the two share a network now; signed into accounts.rules.ACQUAINTED."""
    return memberships_of(user).filter(edition__in=memberships_of(person).values("edition")).exists()
