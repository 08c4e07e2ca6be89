"""Announcements to a network, or to all networks of a county."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncementsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.announcements"
    label = "announcements"
    verbose_name = _("announcements")

    def ready(self) -> None:
        """Sign in what the floors below draw, send, count, trace and erase."""
        from networks.announcements import boarded, farewells, notices, origins, panels, reporting, search  # noqa: F401
