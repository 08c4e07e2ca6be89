"""Reported needs can be found by who reported them, by the county, and by who steers the network that answers."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from networks import rules as hall
from networks.needs import rules
from networks.needs.models import Need
from search.registry import AUDIENCES, Face, entry


def audiences(user: Any) -> set[str]:
    """The needs one reported, those of the counties one coordinates, those which networks one steers answer."""
    held = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).values_list("county", flat=True)
    steered = hall.steerable_networks(user).values_list("pk", flat=True)
    return {
        f"needs-by:{user.pk}",
        *(f"needs-of:{county}" for county in held),
        *(f"needs-for:{network}" for network in steered),
    }


def face(need: Need) -> Face | None:
    """What the index knows of a need."""
    audience = [f"needs-of:{need.county_id}"]
    if need.reporter_id is not None:
        audience.append(f"needs-by:{need.reporter_id}")
    if need.network_id is not None:
        audience.append(f"needs-for:{need.network_id}")
    return Face(
        title=need.title,
        text="\n".join(part for part in (need.text, need.answer, str(need.institution or "")) if part),
        url=need.get_absolute_url(),
        audience=audience,
        dated_at=need.made_at,
        facets={"county": [need.county.name]},
    )


def among(user: Any) -> QuerySet[Need]:
    """Needs `user` may read."""
    return rules.readable_needs(user)


AUDIENCES.register("needs", audiences)
entry(
    "need",
    label=_("reported needs"),
    model=Need,
    face=face,
    among=among,
    rows=lambda: Need.objects.select_related("county", "institution"),
    icon="hand",
)
