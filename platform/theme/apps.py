"""How Splot looks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemeConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "theme"
    label = "theme"
    verbose_name = _("theme")
