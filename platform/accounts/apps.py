"""The person."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("people")
