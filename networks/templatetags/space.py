"""The shell of a network's space, drawn by layouts/space.html."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from networks.enums import Role
from networks.models import Membership
from networks.selectors import coordinators_of, tabs_for

register = template.Library()


@register.inclusion_tag("networks/_header.html")
def space_header(standing: Membership) -> dict[str, Any]:
    """Pattern, name, county, school year and coordinator of the network; one query."""
    edition = standing.edition
    leading = [held.user.get_full_name() for held in coordinators_of(edition) if held.role == Role.COORDINATOR]
    return {"edition": edition, "network": edition.network, "leading": leading}


@register.inclusion_tag("components/tabs.html")
def space_tabs(standing: Membership, tab: str) -> dict[str, Any]:
    """The tabs this reader may open, the present one marked; no query."""
    tabs = [
        {"name": entry.name, "label": entry.label, "url": address, "icon": entry.icon}
        for entry, address in tabs_for(standing)
    ]
    return {"tabs": tabs, "tab": tab, "title": _("Rooms of the network")}
