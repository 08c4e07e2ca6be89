"""Who may announce, read, withdraw, and see who has read. Each has its queryset twin; a test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from directory.models import County
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.announcements.models import Announcement
from networks.models import Membership, Network


def may_announce_as(here: Membership | None) -> Verdict:
    """Whether the holder of a place may announce: the coordinator or deputy, while the year is open (AC-19)."""
    verdict = networks.may_steer_as(here)
    if not verdict or here is None:
        return verdict
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def may_announce(user: Any, network: Network) -> Verdict:
    """Whether `user` may announce something to the network."""
    return may_announce_as(networks.standing(user, network))


def announceable_networks(user: Any) -> QuerySet[Network]:
    """Networks to which `user` may announce something."""
    return networks.steerable_networks(user) & networks.writable_networks(user)


def announceable_counties(user: Any) -> QuerySet[County]:
    """Counties to all of whose networks `user` may announce something: the county coordinator's (D31)."""
    held = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values("county")
    return County.objects.filter(pk__in=held)


def may_announce_in_county(user: Any, county: County) -> Verdict:
    """Whether `user` may announce something to all networks of the county."""
    if people.holds(user, PersonRole.COUNTY_COORDINATOR, county=county):
        return ALLOWED
    return refusal(_("Only the county coordinator announces to all networks of a county."))


def readable_announcements(user: Any) -> QuerySet[Announcement]:
    """Announcements of the networks `user` belongs to now and of their counties, and one's own county's; withdrawn
    ones only for those who may withdraw.
    """
    if not user.is_authenticated:
        return Announcement.objects.none()
    inside = networks.enterable_networks(user)
    here = Q(network__in=inside) | Q(county__in=inside.values("county"))
    return Announcement.objects.filter(here & Q(withdrawn_at=None) | _led_by(user)).distinct()


def _led_by(user: Any) -> Q:
    counties = announceable_counties(user)
    return (
        Q(network__in=networks.steerable_networks(user))
        | Q(county__in=counties)
        | Q(network__county__in=counties, author=user)
    )


def may_read(user: Any, announcement: Announcement) -> Verdict:
    """Whether `user` may read the announcement."""
    if readable_announcements(user).filter(pk=announcement.pk).exists():
        return ALLOWED
    return refusal(_("This announcement is for members of the network."))


def led_announcements(user: Any) -> QuerySet[Announcement]:
    """Announcements `user` may withdraw and whose readers `user` may see: who steers the network, or the county."""
    return Announcement.objects.filter(_led_by(user)).distinct()


def may_lead(user: Any, announcement: Announcement) -> Verdict:
    """Whether `user` may withdraw the announcement and see who has read it."""
    if led_announcements(user).filter(pk=announcement.pk).exists():
        return ALLOWED
    return refusal(_("Only those who lead the network or the county can do this."))
