"""School support processes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "support"
    label = "support"
    verbose_name = _("school support")

    def ready(self) -> None:
        from support import boarded, farewells, letters, notices, panels, provenance  # noqa: F401
