"""Networks, their years and their members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks"
    label = "networks"
    verbose_name = _("networks")

    def ready(self) -> None:
        """Sign in what the floors below draw, find, send and do."""
        from accounts.rules import ACQUAINTANCES, ACQUAINTED, LEAVING
        from networks import (  # noqa: F401
            activity,
            chapter,
            farewells,
            letters,
            moderation,
            notices,
            panels,
            rules,
            search,
            tasks,
            watching,
        )

        ACQUAINTED.register("networks", rules.share_network)
        ACQUAINTANCES.register("networks", rules.companions)
        LEAVING.register("networks", rules.may_go)
