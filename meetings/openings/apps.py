"""Meetings open to the public."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpeningsConfig(AppConfig):
    """Signs this app into the registries of the floors below and of the room it stands in."""

    name = "meetings.openings"
    label = "openings"
    verbose_name = _("open meetings")

    def ready(self) -> None:
        """Those who signed up are told what becomes of the meeting."""
        from meetings.guests import VISITORS, Visitors
        from meetings.openings import farewells, selectors, services, tasks  # noqa: F401

        VISITORS.register("openings", Visitors("openings", among=selectors.visitors_of, tell=services.tell))
