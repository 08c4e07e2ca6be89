"""Announcements can be found by those they are for: a network's people, the people of all networks of a county."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit.html import text_of
from networks import rules as networks
from networks.announcements import rules
from networks.announcements.models import Announcement
from search.registry import AUDIENCES, Face, entry


def audiences(user: Any) -> set[str]:
    """The counties of one's networks, and those one coordinates: what is announced there is for these people."""
    mine = set(networks.enterable_networks(user).values_list("county", flat=True))
    led = set(rules.announceable_counties(user).values_list("pk", flat=True))
    return {f"networks-of:{county}" for county in mine | led}


def face(announcement: Announcement) -> Face | None:
    """What the index knows of an announcement; nothing of a withdrawn one."""
    if announcement.withdrawn_at is not None:
        return None
    network, county = announcement.network, announcement.county
    return Face(
        title=announcement.title,
        text=text_of(announcement.text),
        url=announcement.get_absolute_url(),
        audience=[f"network:{network.pk}"] if network else [f"networks-of:{announcement.county_id}"],
        dated_at=announcement.published_at,
        facets={"network": [network.title]} if network else {"county": [county.name] if county else []},
    )


def among(user: Any) -> QuerySet[Announcement]:
    """Announcements `user` may read and which are not withdrawn."""
    return rules.readable_announcements(user).filter(withdrawn_at=None)


AUDIENCES.register("announcements", audiences)
entry(
    "announcement",
    label=_("announcements"),
    model=Announcement,
    face=face,
    among=among,
    rows=lambda: Announcement.objects.select_related("network", "county"),
    icon="megaphone",
)
