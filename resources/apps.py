"""The library."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResourcesConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "resources"
    label = "resources"
    verbose_name = _("resources")

    def ready(self) -> None:
        from resources import (  # noqa: F401
            farewells,
            moderation,
            notices,
            owned_files,
            panels,
            provenance,
            remembered,
            reporting,
            search,
        )
