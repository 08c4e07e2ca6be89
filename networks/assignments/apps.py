"""Tasks of a network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.assignments"
    label = "assignments"
    verbose_name = _("tasks")

    def ready(self) -> None:
        from networks.assignments import (  # noqa: F401
            dated,
            farewells,
            letters,
            notices,
            owned_files,
            panels,
            progress,
            provenance,
            reporting,
            search,
            services,
            timeline,
            watching,
        )
        from networks.services import ARRIVALS, HANDOVERS

        ARRIVALS.register("assignments", services.welcome)
        HANDOVERS.register(
            "assignments",
            lambda edition, old, new, by: services.hand_over(by=by, edition=edition, old=old, new=new),
        )
