"""The public face: page types, blocks, menus, site settings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "pages"
    label = "pages"
    verbose_name = _("public pages")
