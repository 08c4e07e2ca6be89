"""What blogs add to the weekly letter: entries to approve, entries that came back with remarks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from networks.blogs import selectors
from notifications.registry import Line, section

MOST = 12
"""Lines of one kind in a letter."""


def waits(user: Any) -> list[Line]:
    """Entries that wait for the person's decision; own ones returned and not changed since."""
    judged = [
        Line(
            text=_("To approve: “%(title)s”") % {"title": entry.draft_title or entry.title},
            url=reverse("blogs:review", kwargs={"pk": entry.pk}),
            note=str(entry.network),
        )
        for entry in selectors.waiting_for(user)[:MOST]
    ]
    returned = [
        Line(
            text=_("“%(title)s” came back with remarks") % {"title": entry.draft_title or entry.title},
            url=entry.get_absolute_url(),
            note=str(entry.network),
        )
        for entry in selectors.returned_to(user)
    ]
    return [*judged, *returned]


section("blogs", waits=waits, covers=("blogs.to_approve",))
