"""Words to a person or to a few people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationsConfig(AppConfig):
    """Signs this app into the registries of the floors below."""

    name = "networks.conversations"
    label = "conversations"
    verbose_name = _("messages")

    def ready(self) -> None:
        """Sign in what the floors below send, judge and erase."""
        from networks.conversations import farewells, letters, moderation, notices  # noqa: F401
