"""Questionnaires and their anonymous answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "surveys"
    label = "surveys"
    verbose_name = _("surveys")

    def ready(self) -> None:
        """Sign in the papers of personal data."""
        from surveys import farewells  # noqa: F401
