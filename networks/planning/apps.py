"""The plan of a network's year."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.planning"
    label = "planning"
    verbose_name = _("plans of networks")

    def ready(self) -> None:
        """Sign in tabs and panels, the chapter of the report, what points are made from and give."""
        from networks.planning import (  # noqa: F401
            boarded,
            dated,
            farewells,
            letters,
            making,
            notices,
            panels,
            progress,
            remembered,
            reporting,
            search,
            services,
        )
        from networks.services import RENEWALS

        RENEWALS.register("planning", services.leave_behind)
