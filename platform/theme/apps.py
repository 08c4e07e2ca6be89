"""How Splot looks."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ThemeConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "theme"
    label = "theme"
    verbose_name = pgettext_lazy("look of the site", "theme")
