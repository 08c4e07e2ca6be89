"""What was made from what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvenanceConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "provenance"
    label = "provenance"
    verbose_name = _("what was made from what")

    def ready(self) -> None:
        from provenance import farewells  # noqa: F401
