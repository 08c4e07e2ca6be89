"""One interface, two engines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "search"
    label = "search"
    verbose_name = _("search")
