"""What announcements say in the annual report."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.announcements import selectors
from networks.reporting import Figure, chapter


def figures(edition: Any) -> list[Figure]:
    """How many announcements the network had in the year."""
    address = reverse("announcements:network_list", kwargs={"slug": edition.network.slug})
    return [Figure("announcements", _("announcements"), selectors.count_in(edition), address)]


def sentences(_edition: Any) -> list[str]:
    """The number says it."""
    return []


chapter("announcements", title=_("Announcements"), figures=figures, sentences=sentences, position=58)
