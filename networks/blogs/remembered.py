"""Entries of the blog from an earlier year."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from networks.blogs import rules
from networks.memory import Kept, memory


def kept(user: Any, edition: Any) -> list[Kept]:
    """Entries shown in the days of that school year, as far as the reader may open them; one query."""
    year = edition.school_year
    found = rules.readable_entries(user).filter(
        network=edition.network_id,
        shown_at__date__gte=year.starts_on,
        shown_at__date__lte=year.ends_on,
        hidden_at=None,
    )
    return [
        Kept(entry.title, entry.get_absolute_url(), date_format(localtime(entry.shown_at), "j E Y"))
        for entry in found.select_related("network").order_by("shown_at", "pk")[:100]
    ]


memory("blog", title=_("The blog"), icon="notebook-pen", kept=kept, position=40)
