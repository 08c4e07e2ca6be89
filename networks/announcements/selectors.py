"""What the screens of announcements need. Fetching is checking; each screen has a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.models import County
from kit import clock
from kit.verdicts import NotThere
from networks.announcements import rules
from networks.announcements.models import Announcement, Reading
from networks.models import Membership

PER_PAGE = 20
ON_A_PANEL = 3


def announcement_for(user: Any, pk: int) -> Announcement:
    """An announcement `user` may read. Raises NotThere when it is absent or not for this person."""
    found = (
        rules.readable_announcements(user).select_related("network__county", "county", "author").filter(pk=pk).first()
    )
    if found is None:
        raise NotThere
    return found


def county_for(user: Any, code: str) -> County:
    """A county in which `user` may announce. Raises NotThere for any other."""
    found = rules.announceable_counties(user).filter(pk=code).first()
    if found is None:
        raise NotThere
    return found


def receivers(announcement: Announcement) -> QuerySet[Any]:
    """The people it is for: members and experts of the network now, or of all networks of the county."""
    today = clock.today()
    places = Membership.objects.now().filter(Q(ends_on=None) | Q(ends_on__gte=today))
    places = (
        places.filter(edition__network=announcement.network_id)
        if announcement.network_id
        else places.filter(edition__network__county=announcement.county_id)
    )
    return (
        get_user_model().objects.filter(is_active=True, pk__in=places.values("user")).exclude(pk=announcement.author_id)
    )


@dataclass(frozen=True)
class Readers:
    """Who has read it and who has not yet; only for those who lead."""

    read: list[Reading]
    unread: list[Any]

    @property
    def count(self) -> int:
        """How many have read it."""
        return len(self.read)

    @property
    def all(self) -> int:
        """For how many it is."""
        return len(self.read) + len(self.unread)


def readers_of(announcement: Announcement) -> Readers:
    """Who of the people it is for has read it; three queries."""
    people = receivers(announcement).order_by("last_name", "first_name", "pk")
    read = list(announcement.readings.filter(user__in=people).select_related("user").order_by("-read_at", "pk"))
    known = {reading.user_id for reading in read}
    return Readers(read=read, unread=[person for person in people[:2000] if person.pk not in known])


def _listed(rows: QuerySet[Announcement], user: Any) -> QuerySet[Announcement]:
    mine = Reading.objects.filter(announcement=OuterRef("pk"), user=user)
    return (
        rows.select_related("network", "county", "author")
        .annotate(is_read=Exists(mine))
        .order_by("-published_at", "-pk")
    )


def page_of_network(standing: Membership, page: str) -> Page:
    """Announcements of the network and of its county, the latest first."""
    network = standing.edition.network
    rows = rules.readable_announcements(standing.user).filter(Q(network=network) | Q(county=network.county_id))
    return Paginator(_listed(rows, standing.user), PER_PAGE).get_page(page)


def page_of_mine(user: Any, page: str) -> Page:
    """Announcements of all networks of `user`, the latest first."""
    return Paginator(_listed(rules.readable_announcements(user), user), PER_PAGE).get_page(page)


def in_force(rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
    """Those neither withdrawn nor out of date."""
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=clock.today()), withdrawn_at=None)


def shown_in(standing: Membership) -> list[Announcement]:
    """What the network's start page shows: the latest in force; of those without a last day, the last 30 days'."""
    network = standing.edition.network
    rows = in_force(Announcement.objects.filter(Q(network=network) | Q(county=network.county_id)))
    return list(_recent(_listed(rows, standing.user))[:ON_A_PANEL])


def unread_of(user: Any) -> QuerySet[Announcement]:
    """Important ones in force which the person has not read, over all networks, the latest first."""
    rows = in_force(rules.readable_announcements(user)).filter(is_important=True).exclude(author=user)
    return _recent(_listed(rows, user).filter(is_read=False))


def _recent(rows: QuerySet[Announcement]) -> QuerySet[Announcement]:
    since = clock.now() - timedelta(days=30)
    return rows.filter(Q(valid_until__isnull=False) | Q(published_at__gte=since))


def count_in(edition: Any) -> int:
    """How many announcements the network had in its year; withdrawn ones excepted."""
    year = edition.school_year
    return Announcement.objects.filter(
        network=edition.network_id,
        withdrawn_at=None,
        published_at__date__gte=year.starts_on,
        published_at__date__lte=year.ends_on,
    ).count()
