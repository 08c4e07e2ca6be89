"""Personal data in feeds (PD-01)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import ERASE, register
from networks.calendars.models import Feed

register(
    Feed,
    private="nonce",
    personal=dict.fromkeys(
        ("user", "network", "nonce", "made_at", "read_at"),
        (_("to show the person's meetings in their calendar"), ERASE),
    ),
    rows=lambda user: Feed.objects.filter(user=user),
)
