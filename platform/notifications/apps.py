"""Kinds of notices, the inbox, mail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "notifications"
    label = "notifications"
    verbose_name = _("notifications")

    def ready(self) -> None:
        """Sign in what notices hold about people."""
        from notifications import farewells  # noqa: F401
