"""Looking for a date together."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatePollsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "meetings.datepolls"
    label = "datepolls"
    verbose_name = _("date polls")

    def ready(self) -> None:
        """Sign in what the floors below draw, send and erase."""
        from meetings.datepolls import farewells, letters, notices, panels, provenance, tasks  # noqa: F401
