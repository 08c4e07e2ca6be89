"""Meetings and their rooms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "meetings"
    label = "meetings"
    verbose_name = _("meetings")

    def ready(self) -> None:
        """Sign in what the floors below draw, find, send, count and erase."""
        from meetings import (  # noqa: F401
            farewells,
            letters,
            notices,
            owned_files,
            panels,
            progress,
            provenance,
            remembered,
            replying,
            reporting,
            search,
            services,
            timeline,
        )
        from networks.services import DEPARTURES

        DEPARTURES.register("meetings", services.let_out)
        DEPARTURES.register("meetings.places", services.give_back_places)
