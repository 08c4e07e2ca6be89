"""Date polls on the page of a network's meetings."""

from __future__ import annotations

from typing import Any

from django import template

from meetings.datepolls import rules, selectors
from networks.models import Membership

register = template.Library()


@register.inclusion_tag("datepolls/_open.html")
def open_date_polls(standing: Membership) -> dict[str, Any]:
    """Polls of the network that still ask, and the way to a new one for who may ask; one query."""
    return {
        "polls": selectors.open_polls(standing.edition),
        "network": standing.edition.network,
        "may_ask": rules.may_ask_as(standing),
    }
