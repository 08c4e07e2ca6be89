"""From the county's board of networks to its board of school support."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.board import Way, ways
from support import rules


def of_county(user: Any, county: Any) -> list[Way]:
    """The county's support, with how many processes wait for its approval; one query."""
    waiting = rules.waiting_processes(user).filter(institution__county=county, agrees=True).count()
    return [Way(_("Support of schools"), reverse("support:county", kwargs={"county": county.slug}), "sprout", waiting)]


ways("support", of_county=of_county, position=40)
