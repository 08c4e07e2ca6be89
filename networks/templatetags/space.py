"""The shell of a network's space, drawn by layouts/space.html."""

from __future__ import annotations

from typing import Any

from django import template

from networks.models import Membership
from networks.selectors import coordinators_of, tabs_for

register = template.Library()


@register.inclusion_tag("networks/_header.html")
def space_header(standing: Membership) -> dict[str, Any]:
    """Pattern, name, county, school year and coordinator of the network; one query."""
    edition = standing.edition
    return {"edition": edition, "network": edition.network, "coordinators": coordinators_of(edition)}


@register.inclusion_tag("networks/_tabs.html")
def space_tabs(standing: Membership, tab: str) -> dict[str, Any]:
    """The tabs this reader may open, the present one marked; no query."""
    return {"tabs": tabs_for(standing), "tab": tab}
