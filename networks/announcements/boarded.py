"""From the county's board to announcing something to all its networks, and to what was announced."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.board import Way, ways


def of_county(_user: Any, county: Any) -> list[Way]:
    """Announcing to all networks, and the list of announcements; no query."""
    return [
        Way(
            _("Announce to all networks"), reverse("announcements:county_new", kwargs={"code": county.pk}), "megaphone"
        ),
        Way(_("Announcements"), reverse("announcements:list"), "newspaper"),
    ]


ways("announcements", of_county=of_county, position=40)
