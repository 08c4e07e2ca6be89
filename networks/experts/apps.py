"""The register of experts and requests for them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.experts"
    label = "experts"
    verbose_name = _("experts")

    def ready(self) -> None:
        """Sign in what the floors below draw, find, send and do."""
        from networks.experts import boarded, farewells, letters, notices, panels, reporting, search, steps  # noqa: F401
