"""Thematic blogs of networks."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate  # noqa: TID251 - what stands in every installation is planted here
from django.utils.translation import gettext_lazy as _


class BlogsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.blogs"
    label = "blogs"
    verbose_name = _("blogs of networks")

    def ready(self) -> None:
        """Sign in what the floors below draw, find, send, judge and do."""
        from networks.blogs import (  # noqa: F401
            farewells,
            letters,
            moderation,
            notices,
            owned_files,
            panels,
            remembered,
            reporting,
            search,
            steps,
            tasks,
        )
        from networks.blogs.services import hand_over
        from networks.services import HANDOVERS

        HANDOVERS.register("blogs", hand_over)
        post_migrate.connect(planted, sender=self, dispatch_uid="blogs.planted")


def planted(sender: AppConfig, using: str = "default", **rest: Any) -> None:
    """After every migrate the shelf and the workflow are there."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    from networks.blogs import services

    if "blogs_blogshelf" not in connections[using].introspection.table_names():
        return
    ContentType.objects.clear_cache()
    services.plant()
