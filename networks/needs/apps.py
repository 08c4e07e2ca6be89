"""Needs, offers, proposals and anonymous questions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.needs"
    label = "needs"
    verbose_name = _("needs and votes")

    def ready(self) -> None:
        """Sign in tabs, panels, notices, moderation, the chapter of the report and the ends of the chain."""
        from networks.needs import (  # noqa: F401
            boarded,
            farewells,
            letters,
            making,
            moderation,
            notices,
            panels,
            reporting,
            search,
            services,
            tasks,
        )
        from networks.services import RENEWALS

        RENEWALS.register("needs", services.carry_on)
