"""Threads and posts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "forum"
    label = "forum"
    verbose_name = _("forum")

    def ready(self) -> None:
        from forum import (  # noqa: F401
            broadcasts,
            by_mail,
            farewells,
            moderation,
            notices,
            owned_files,
            panels,
            progress,
            provenance,
            reporting,
            search,
            services,
        )
        from networks.services import DEPARTURES, OPENINGS

        OPENINGS.register("forum", services.default_section)
        DEPARTURES.register("forum", lambda membership: broadcasts.person_out(user_id=membership.user_id))
