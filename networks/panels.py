"""Tabs and panels of networks."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.panels import TABS, Tab

TABS.register(
    "space",
    Tab(
        name="space",
        label=_("Start"),
        icon="layout-dashboard",
        url=lambda network: reverse("networks:space", kwargs={"slug": network.slug}),
        position=0,
    ),
)
