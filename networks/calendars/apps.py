"""Calendars of people and of networks, and their feeds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalendarsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.calendars"
    label = "calendars"
    verbose_name = _("calendars")

    def ready(self) -> None:
        """Sign in the tab, the school breaks, and what feeds hold about people."""
        from networks.calendars import farewells, panels, school_days  # noqa: F401
