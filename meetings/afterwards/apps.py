"""What comes after a meeting."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AfterwardsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "meetings.afterwards"
    label = "afterwards"
    verbose_name = _("after meetings")

    def ready(self) -> None:
        """Sign in what the floors below draw, send, count and erase."""
        from meetings.afterwards import farewells, letters, notices, panels, reporting, tasks  # noqa: F401
