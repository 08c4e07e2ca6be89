"""Promoted outcomes: the file, its approval, its life in public."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - what stands in every installation is planted here
from django.utils.translation import gettext_lazy as _


class OutcomesConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.outcomes"
    label = "outcomes"
    verbose_name = _("outcomes of networks")

    def ready(self) -> None:
        """Sign in what the floors below draw, judge, keep and tell."""
        from networks.outcomes import farewells, letters, moderation, notices, owned_files, panels, steps  # noqa: F401

        post_migrate.connect(planted, sender=self, dispatch_uid="outcomes.planted")


def planted(sender: AppConfig, using: str = "default", **rest: Any) -> None:
    """After every migrate the workflow is there."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    from networks.outcomes import services

    if "outcomes_coordinatorstask" not in connections[using].introspection.table_names():
        return
    ContentType.objects.clear_cache()
    services.plant()
