"""Reports, decisions with reasons, the trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "moderation"
    label = "moderation"
    verbose_name = _("moderation")

    def ready(self) -> None:
        from moderation import farewells, moderation, notices, panels, tasks  # noqa: F401
