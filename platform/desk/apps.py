"""The signed-in start page and the demo data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "desk"
    label = "desk"
    verbose_name = _("start page")

    def ready(self) -> None:
        """Sign in what the weekly letter says of saved searches."""
        from desk import letters  # noqa: F401
