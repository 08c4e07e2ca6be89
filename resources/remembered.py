"""What was added to the library in an earlier year."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from networks.memory import Kept, memory
from resources import rules


def kept(user: Any, edition: Any) -> list[Kept]:
    """Resources of the network from the days of that school year, as far as the reader may open them; one query."""
    year = edition.school_year
    found = rules.readable_resources(user).filter(
        network=edition.network_id, created_at__date__gte=year.starts_on, created_at__date__lte=year.ends_on
    )
    return [
        Kept(
            title=one.title,
            url=one.get_absolute_url(),
            note=f"{one.get_kind_display()} · {date_format(localtime(one.created_at), 'j E Y')}",
        )
        for one in found.order_by("title", "pk")[:200]
    ]


memory("resources", title=_("Materials of that year"), icon="library", kept=kept, position=30)
