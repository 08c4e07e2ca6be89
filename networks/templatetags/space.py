"""The shell of a network's space, drawn by layouts/space.html."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from kit.panels import Tab
from networks.models import Membership
from networks.selectors import leading_of, tabs_for

ROOM = 8
"""So many tabs stand beside one another on a common screen."""

register = template.Library()


@register.inclusion_tag("networks/_header.html")
def space_header(standing: Membership) -> dict[str, Any]:
    """Pattern, name, county, school year and coordinator of the network; one query."""
    edition = standing.edition
    leading = leading_of(edition)
    network = edition.network
    facts = (network.slug, network.title, network.county.name, edition.school_year.label, edition.state, leading)
    return {"edition": edition, "network": network, "leading": leading, "facts": facts}


@register.inclusion_tag("networks/_tabs.html")
def space_tabs(standing: Membership, tab: str) -> dict[str, Any]:
    """The tabs this reader may open, the present one marked; no query."""
    network, entries = standing.edition.network, tabs_for(standing)

    def drawn(rare: bool) -> list[dict[str, Any]]:
        return [
            {"name": entry.name, "label": entry.label, "url": entry.url(network), "icon": entry.icon}
            for entry in entries
            if _is_aside(entry, entries, tab) == rare
        ]

    facts = (network.slug, tab, tuple(entry.name for entry in entries))
    title = _("Rooms of the network")
    return {"tabs": lambda: drawn(False), "more": lambda: drawn(True), "tab": tab, "title": title, "facts": facts}


def _is_aside(entry: Tab, entries: list[Tab], tab: str) -> bool:
    """Whether it stands under “More”: what is opened seldom, where not all tabs find room; never the present one."""
    return entry.is_rare and entry.name != tab and len(entries) > ROOM
