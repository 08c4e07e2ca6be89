"""The person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("people")

    def ready(self) -> None:
        """Notices, work of the worker, and the register of personal data; that of the directory below us too."""
        from accounts import consents, directory_farewells, farewells, notices, school_breaks, search, tasks  # noqa: F401
