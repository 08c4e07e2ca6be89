"""Surveys of a network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveyingConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.surveying"
    label = "surveying"
    verbose_name = _("surveys of networks")

    def ready(self) -> None:
        """Sign in the tab, panels, notices, the letter, the chain, the chapter of the report, personal data."""
        from networks.surveying import (  # noqa: F401
            farewells,
            letters,
            making,
            notices,
            panels,
            reporting,
            tasks,
        )
