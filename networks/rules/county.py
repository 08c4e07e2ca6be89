"""Who looks after the networks of a county: opens them, supervises them, appoints their coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from kit.verdicts import ALLOWED, Verdict, refusal
from networks.models import Network

if TYPE_CHECKING:
    from accounts.models import RoleAssignment, User
    from directory.models import County

    Person = User
else:
    Person = Any


def supervised_counties(user: Person) -> QuerySet[RoleAssignment]:
    """The appointments by which `user` coordinates counties today (D31)."""
    return people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR)


def supervised_networks(user: Person) -> QuerySet[Network]:
    """Networks of the counties `user` coordinates (D32)."""
    return Network.objects.filter(county__in=supervised_counties(user).values("county"))


def supervises_any(user: Person) -> bool:
    """Whether `user` coordinates a county at all."""
    return people.holds(user, PersonRole.COUNTY_COORDINATOR)


def may_supervise(user: Person, network: Network) -> Verdict:
    """Whether `user` is the county coordinator of the network's county (D31, D32)."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=network.county):
        return ALLOWED
    return refusal(_("Only the county coordinator can do this."))


def may_see_country(user: Person) -> Verdict:
    """Whether `user` reads the summary of the whole country: an editor of the programme, an administrator (D93)."""
    if user.is_active and (user.is_superuser or people.holds(user, PersonRole.EDITOR)):
        return ALLOWED
    return refusal(_("Only an administrator can do this."))


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
