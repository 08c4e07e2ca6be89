"""Plain reference data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "directory"
    label = "directory"
    verbose_name = _("directory")
