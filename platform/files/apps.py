"""Storage, sniffing, previews, text, protected download."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "files"
    label = "files"
    verbose_name = _("files")
