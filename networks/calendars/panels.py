"""The calendar's tab in a network."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import TABS, Tab

TABS.register(
    "calendar",
    Tab(
        name="calendar",
        label=_("Calendar"),
        icon="calendar",
        url=lambda network: reverse("calendars:network", kwargs={"slug": network.slug}),
        position=45,
        is_rare=True,
    ),
)
