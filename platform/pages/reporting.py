"""Promoted outcomes in the annual report of the network that worked them out (domain 4.2, parts 8 and 11)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from networks.reporting import Figure, asked_once, chapter
from pages.models import OutcomePage


@asked_once
def count(edition: Any) -> int:
    """Outcomes of the network and of this school year that everybody may read."""
    return OutcomePage.objects.live().filter(network=edition.network_id, school_year=edition.school_year.label).count()


def figures(edition: Any) -> list[Figure]:
    """Their number, which leads to the outcomes."""
    return [Figure("outcomes", _("promoted outcomes"), count(edition), reverse("pages:outcomes"))]


def sentences(edition: Any) -> list[str]:
    """A draft sentence where there is one."""
    many = count(edition)
    if not many:
        return []
    said = ngettext(
        "%(count)d outcome of the network was promoted on public pages.",
        "%(count)d outcomes of the network were promoted on public pages.",
        many,
    )
    return [said % {"count": many}]


chapter("outcomes", title=_("Promoted outcomes"), figures=figures, sentences=sentences, position=76)
