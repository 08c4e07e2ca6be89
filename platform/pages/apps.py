"""The public face: page types, blocks, menus, site settings."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "pages"
    label = "pages"
    verbose_name = _("public pages")

    def ready(self) -> None:
        from networks.services import HANDOVERS, OPENINGS
        from pages import (  # noqa: F401
            contact,
            farewells,
            index,
            promotion,
            remembered,
            reporting,
            search,
            selectors,
            services,
        )

        OPENINGS.register("pages", services.open_network_page)
        HANDOVERS.register("pages", services.forget_coordinators_consent)
        index.listen()
        post_migrate.connect(planted, sender=self, dispatch_uid="pages.planted")


def planted(sender: AppConfig, using: str = "default", **rest: Any) -> None:
    """After every migrate, and after a test emptied the tables, the site has its tree again."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import caches
    from django.db import connections
    from wagtail.models import Site

    from pages import services
    from pages.models.site import CACHE_KEY

    if "pages_homepage" not in connections[using].introspection.table_names():
        return
    # The numbers of rows may be others than those remembered.
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    caches["pieces"].delete(CACHE_KEY)
    services.plant_tree()
