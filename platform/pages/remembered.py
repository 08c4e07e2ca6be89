"""Promoted outcomes of a network's earlier year."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from networks.memory import Kept, memory
from pages import selectors
from pages.models.base import address_of


def kept(_user: Any, edition: Any) -> list[Kept]:
    """Public outcomes of the network with the label of that school year; one query."""
    found = selectors.outcomes().filter(network=edition.network_id, school_year=edition.school_year.label)
    return [Kept(one.title, address_of(one), str(one.get_kind_display())) for one in found.prefetch_related(None)[:50]]


memory("outcomes", title=_("Outcomes shown to everybody"), icon="sparkles", kept=kept, position=35)
