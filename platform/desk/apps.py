"""The signed-in start page and the demo data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "desk"
    label = "desk"
    verbose_name = _("start page")
